import { CsvError, parse, type Parser } from "csv-parse";
import { Problem } from "../../../core/problem.ts";
import { because } from "../../../core/reason.ts";
import type { FileFormat } from "../contract.ts";
import { decoded, openFile } from "./open-file.ts";
import { uniqueNames, type Reading, type Row } from "./reading.ts";

/** Longest record: a quote that is never closed must not swallow the file into memory. */
const LONGEST_RECORD = 16 * 1024 * 1024;

/** Reads a delimited text file. The line of a record that spans several is its last. */
export async function readCsv(path: string, format: FileFormat): Promise<Reading> {
  const { bytes, bytesRead } = openFile(path, format.compression);
  const blocks = rowBlocks(decoded(bytes, format.encoding), format);
  const first = await blocks.next();
  if (first.done || !first.value[0]) {
    throw new Problem("invalid", because("imports.empty"), { field: "file" });
  }
  const head = first.value[0].cells;
  const columns = format.header ? uniqueNames(head) : head.map((_, index) => `column ${index + 1}`);
  const rest = format.header ? first.value.slice(1) : first.value;
  return { columns, blocks: chain(rest, blocks), bytesRead, total: null };
}

/** What one piece of text completes is one block: records never go through a stream one by one. */
async function* rowBlocks(text: AsyncIterable<string>, format: FileFormat): AsyncGenerator<readonly Row[]> {
  let block: Row[] = [];
  const parser = parse({
    delimiter: format.delimiter,
    quote: format.quote,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
    on_record: (cells: string[], { lines }: { lines: number }) => {
      block.push({ line: lines, cells });
      return null;
    },
  });
  parser.resume();
  try {
    for await (const piece of text) {
      await written(parser, piece);
      if (block.length > 0) yield block;
      block = [];
    }
    await written(parser, null);
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  }
  if (block.length > 0) yield block;
}

function written(parser: Parser, piece: string | null): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once("error", reject);
    const done = (error?: Error | null): void => {
      parser.off("error", reject);
      if (error) reject(error);
      else resolve();
    };
    if (piece === null) parser.end(done);
    else parser.write(piece, done);
  });
}

function unreadable(error: CsvError): Problem {
  const line = typeof error["lines"] === "number" ? error["lines"] : 1;
  const quote = error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE";
  const words = because(quote ? "imports.quote_open" : "imports.no_csv", { line });
  return new Problem("invalid", words, { field: "file", cause: error });
}

async function* chain(
  first: readonly Row[],
  rest: AsyncGenerator<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  yield first;
  yield* rest;
}
