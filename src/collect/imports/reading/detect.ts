import iconv from "iconv-lite";
import { Problem } from "../../../core/problem.ts";
import { because } from "../../../core/reason.ts";
import type { FileFormat } from "../contract.ts";
import { dialectOf } from "./csv-dialect.ts";
import { encodingOf } from "./encoding.ts";
import { compressionOf, headOf, sampleOf } from "./open-file.ts";

const SAMPLE = 1024 * 1024;

/**
 * How a file is written, by its content; its name only says "Parquet" where the content doesn't.
 * @throws Problem `invalid` where it is empty, damaged or no text.
 */
export async function detectFormat(path: string, filename: string): Promise<FileFormat> {
  const head = await headOf(path, 8);
  if (head.length === 0) throw unreadable("imports.empty");
  const compression = compressionOf(head);
  const parquet = {
    type: "parquet",
    compression: "none",
    encoding: "binary",
    delimiter: "",
    quote: "",
    header: true,
  } as const;
  if (head.subarray(0, 4).toString("latin1") === "PAR1" || /\.(parquet|pq)$/i.test(filename)) return parquet;
  const sample = await sampleOf(path, compression, SAMPLE).catch((error: unknown) => {
    throw unreadable("imports.damaged", error);
  });
  if (sample.length === 0) throw unreadable("imports.empty");
  const encoding = encodingOf(sample);
  if (!encoding) throw unreadable("imports.no_text");
  return textFormat(iconv.decode(sample, encoding), compression, encoding);
}

function textFormat(text: string, compression: FileFormat["compression"], encoding: string): FileFormat {
  if (/^\s*\{/.test(text)) {
    return { type: "jsonl", compression, encoding, delimiter: "", quote: "", header: false };
  }
  const dialect = dialectOf(text);
  return { type: "csv", compression, encoding, ...dialect, header: hasHeader(text, dialect.delimiter) };
}

/** A header names things: none of its cells is a number or a date, and not all are empty. */
function hasHeader(text: string, delimiter: string): boolean {
  const first = text.slice(0, text.search(/\r?\n|$/));
  const cells = first.split(delimiter).map((cell) => cell.replaceAll(/^\s*["']?|["']?\s*$/g, ""));
  return !cells.some((cell) => /^[-+]?\d[\d.,\s:/T-]*Z?$/.test(cell) || cell.includes("@"));
}

function unreadable(
  reason: "imports.empty" | "imports.damaged" | "imports.no_text",
  cause?: unknown,
): Problem {
  return new Problem("invalid", because(reason), { field: "file", cause });
}
