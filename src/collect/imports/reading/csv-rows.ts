import { CsvError, parse, type Parser } from "csv-parse";
import { Problem } from "../../../core/problem.ts";
import { because } from "../../../core/reason.ts";
import type { FileFormat } from "../contract.ts";
import type { Row } from "./reading.ts";

/** Longest record: a quote that is never closed must not swallow the file into memory. */
const LONGEST_RECORD = 16 * 1024 * 1024;

type Dialect = Pick<FileFormat, "delimiter" | "quote">;
/** What is left from the first piece on that holds a quote, or line ends of more than one kind. */
type Rest = { readonly text: string; readonly lines: number };

/**
 * The records of a delimited text, in a block for each of its pieces; the line of a record that spans
 * several is its last. Lines before the first quote, in most files all, are split by the engine
 * itself: that is many times as fast as looking at each character.
 * @throws Problem `invalid` where a quote is never closed.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  dialect: Dialect,
): AsyncGenerator<readonly Row[], void> {
  const pieces = text[Symbol.asyncIterator]();
  try {
    const rest = yield* plainRows(pieces, dialect);
    if (rest) yield* parsedRows(rest, pieces, dialect);
  } finally {
    await pieces.return?.();
  }
}

async function* plainRows(
  pieces: AsyncIterator<string>,
  { delimiter, quote }: Dialect,
): AsyncGenerator<readonly Row[], Rest | null> {
  let lines = 0;
  let rest = "";
  let lineEnd: string | null = null;
  for (let isLast = false; !isLast;) {
    const piece = await pieces.next();
    isLast = piece.done === true;
    const text = isLast ? rest : rest + piece.value;
    lineEnd ??= /\r\n|\n|\r/.exec(text)?.[0] ?? null;
    if (text.includes(quote) || lineEnd === "\r" || text.length > LONGEST_RECORD) return { text, lines };
    const whole = text.split("\n");
    rest = isLast && text !== "" && !text.endsWith("\n") ? "" : (whole.pop() ?? "");
    const cut = lineEnd === "\r\n" ? 1 : 0;
    if (cut === 1 && !whole.every((line) => line.endsWith("\r"))) return { text, lines };
    const before = lines;
    lines += whole.length;
    if (whole.length === 0) continue;
    yield whole.map((line, index) => ({
      line: before + index + 1,
      cells: (cut === 1 ? line.slice(0, -1) : line).split(delimiter),
    }));
  }
  return null;
}

/** What one piece completes is one block: records never go through a stream one by one. */
async function* parsedRows(
  rest: Rest,
  pieces: AsyncIterator<string>,
  dialect: Dialect,
): AsyncGenerator<readonly Row[], void> {
  let block: Row[] = [];
  const parser = parse({
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
    on_record: (cells: string[], { lines }: { lines: number }) => {
      block.push({ line: rest.lines + lines, cells });
      return null;
    },
  });
  parser.resume();
  try {
    for (let piece: string | null = rest.text; piece !== null; piece = await nextOf(pieces)) {
      await written(parser, piece);
      if (block.length > 0) yield block;
      block = [];
    }
    await written(parser, null);
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, rest.lines) : error;
  }
  if (block.length > 0) yield block;
}

async function nextOf(pieces: AsyncIterator<string>): Promise<string | null> {
  const piece = await pieces.next();
  return piece.done ? null : piece.value;
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

function unreadable(error: CsvError, before: number): Problem {
  const line = before + (typeof error["lines"] === "number" ? error["lines"] : 1);
  const quote = error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE";
  const words = because(quote ? "imports.quote_open" : "imports.no_csv", { line });
  return new Problem("invalid", words, { field: "file", cause: error });
}
