import { Problem } from "../../../core/problem.ts";
import { because } from "../../../core/reason.ts";
import { isJsonObject, type JsonObject } from "../../../core/json.ts";
import type { FileFormat } from "../contract.ts";
import { decoded, openFile } from "./open-file.ts";
import { linesOf } from "./lines.ts";
import { BLOCK, uniqueNames, type Reading, type Row } from "./reading.ts";

/** A cell that stands for a line which is no JSON object; the converter refuses the line. */
export const BROKEN_LINE = "\u0000broken";

/** Columns are taken from so many first lines; a key that first comes later is not seen. */
const HEAD = 1_000;

/** Reads a file of one JSON object a line. Nested objects become columns "address.city". */
export async function readJsonl(path: string, format: FileFormat): Promise<Reading> {
  const { bytes, bytesRead } = openFile(path, format.compression);
  const objects = parsed(linesOf(decoded(bytes, format.encoding)));
  const head: Parsed[] = [];
  const names = new Set<string>();
  while (head.length < HEAD) {
    const next = await objects.next();
    if (next.done) break;
    head.push(next.value);
    for (const name of Object.keys(next.value.object ?? {})) names.add(name);
  }
  if (names.size === 0) {
    throw new Problem("invalid", because("imports.no_objects"), { field: "file" });
  }
  const columns = [...names];
  return { columns: uniqueNames(columns), blocks: blocks(columns, head, objects), bytesRead, total: null };
}

type Parsed = { line: number; object: Record<string, string> | null };

async function* parsed(texts: AsyncIterable<string>): AsyncGenerator<Parsed> {
  let line = 0;
  for await (const text of texts) {
    line++;
    if (text.trim() === "") continue;
    yield { line, object: flatObject(line === 1 ? text.replace(/^\uFEFF/, "") : text) };
  }
}

function flatObject(text: string): Record<string, string> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(value)) return null;
  const flat: Record<string, string> = {};
  flatten(value, "", flat);
  return flat;
}

function flatten(object: JsonObject, prefix: string, into: Record<string, string>): void {
  for (const [key, value] of Object.entries(object)) {
    if (isJsonObject(value)) flatten(value, `${prefix}${key}.`, into);
    else if (value !== null) into[prefix + key] = typeof value === "string" ? value : JSON.stringify(value);
  }
}

async function* blocks(
  columns: readonly string[],
  head: readonly Parsed[],
  rest: AsyncGenerator<Parsed>,
): AsyncGenerator<readonly Row[]> {
  let block: Row[] = [];
  const add = ({ line, object }: Parsed): void => {
    block.push({ line, cells: object ? columns.map((name) => object[name] ?? "") : [BROKEN_LINE] });
  };
  head.forEach(add);
  for await (const next of rest) {
    add(next);
    if (block.length < BLOCK) continue;
    yield block;
    block = [];
  }
  yield block;
}
