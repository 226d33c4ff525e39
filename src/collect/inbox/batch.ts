import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";
import type { FactsTable } from "../../core/facts.ts";
import type { FactRows } from "../../core/rows.ts";

const compress = promisify(zstdCompress);
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** The tables that a batch fills, in the order of insertion: events last of what questions join. */
const TABLES = [
  "alias",
  "order",
  "refund",
  "trait",
  "consent",
  "event",
  "message",
] as const satisfies FactsTable[];

/** One table's rows as they are inserted: JSON lines. */
export type TableLines = { readonly table: (typeof TABLES)[number]; readonly lines: Buffer };

/** Rows as a resolved batch holds them. */
export function linesOf(rows: FactRows): TableLines[] {
  return TABLES.filter((table) => rows[table].length > 0).map((table) => ({
    table,
    lines: Buffer.from(rows[table].map((row) => JSON.stringify(row)).join("\n")),
  }));
}

/** Packs them for `resolved_batch.body`: a line that says which table has how many bytes, then the bytes. */
export function packBatch(tables: readonly TableLines[]): Promise<Buffer> {
  const sizes = JSON.stringify(tables.map(({ table, lines }) => [table, lines.length]));
  return compress(Buffer.concat([Buffer.from(`${sizes}\n`), ...tables.map(({ lines }) => lines)]), LEVEL);
}

/** Reads what {@link packBatch} wrote. */
export function unpackBatch(body: Buffer): TableLines[] {
  const all = zstdDecompressSync(body);
  const end = all.indexOf("\n");
  const sizes = JSON.parse(all.toString("utf8", 0, end)) as [TableLines["table"], number][];
  let from = end + 1;
  return sizes.map(([table, size]) => ({ table, lines: all.subarray(from, (from += size)) }));
}
