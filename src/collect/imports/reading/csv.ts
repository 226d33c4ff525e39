import { Problem } from "../../../core/problem.ts";
import { because } from "../../../core/reason.ts";
import type { FileFormat } from "../contract.ts";
import { csvRows } from "./csv-rows.ts";
import { decoded, openFile } from "./open-file.ts";
import { uniqueNames, type Reading, type Row } from "./reading.ts";

/** Reads a delimited text file. */
export async function readCsv(path: string, format: FileFormat): Promise<Reading> {
  const { bytes, bytesRead } = openFile(path, format.compression);
  const blocks = csvRows(decoded(bytes, format.encoding), format);
  const first = await blocks.next();
  if (first.done || !first.value[0]) {
    throw new Problem("invalid", because("imports.empty"), { field: "file" });
  }
  const head = first.value[0].cells;
  const columns = format.header ? uniqueNames(head) : head.map((_, index) => `column ${index + 1}`);
  const rest = format.header ? first.value.slice(1) : first.value;
  return { columns, blocks: chain(rest, blocks), bytesRead, total: null };
}

async function* chain(
  first: readonly Row[],
  rest: AsyncGenerator<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  yield first;
  yield* rest;
}
