import { open } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { RefusedLine } from "./contract.ts";

/** More than this many lines at their longest. */
const HEAD_BYTES = 1024 * 1024;

/** The first lines of the report of refused lines; none where there is no report. */
export async function refusedLines(report: string, most: number): Promise<RefusedLine[]> {
  const file = await open(report).catch(() => null);
  if (!file) return [];
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES) });
    const options = { bom: true, from: 2, to: most + 1, relax_column_count: true } as const;
    const records = parse(buffer.subarray(0, bytesRead), options) as string[][];
    return records.map(toLine);
  } finally {
    await file.close();
  }
}

function toLine([line = "", column = "", value = "", message = "", reason = ""]: string[]): RefusedLine {
  // The mark before what a spreadsheet would take for a formula is the report's, not the file's.
  const plain = value.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, "");
  return { line: Number(line), column, value: plain, message, ...(reason && { reason }) };
}
