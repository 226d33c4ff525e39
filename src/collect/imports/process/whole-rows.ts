import { because, type Words } from "../../../core/reason.ts";
import type { Sink } from "../convert/sink.ts";
import { BROKEN_LINE } from "../reading/jsonl.ts";
import type { Row } from "../reading/reading.ts";

/** The rows that have the columns of the file; blank ones are counted, broken ones refused. */
export function wholeRows(block: readonly Row[], columns: readonly string[], sink: Sink): Row[] {
  return block.filter((row) => {
    if (row.cells.every((cell) => cell === "")) {
      sink.count("blank", 1, 0);
      return false;
    }
    const words = brokenBecause(row, columns.length);
    if (words) sink.refuse({ line: row.line, column: "", value: row.cells.join(" | "), words });
    else if (row.cells.some((cell) => cell.includes("\uFFFD"))) {
      sink.note(
        "unreadable_characters",
        "Some characters could not be read; choose the file's encoding when saving it, UTF-8 at best.",
      );
    }
    return !words;
  });
}

function brokenBecause(row: Row, columns: number): Words | null {
  const { cells } = row;
  if (cells[0] === BROKEN_LINE) return because("line.no_object");
  if (cells.length < columns)
    return { ...because("line.cells_missing"), message: `has ${cells.length} of the ${columns} columns` };
  if (cells.slice(columns).some((cell) => cell !== ""))
    return { ...because("line.cells_beyond"), message: `has ${cells.length} cells for ${columns} columns` };
  return cells.some((cell) => cell.includes("\u0000")) ? because("line.holds_nul") : null;
}
