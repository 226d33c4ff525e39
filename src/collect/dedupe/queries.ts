import type { Facts } from "../../core/facts.ts";
import { bound, instant, type Sql, sql } from "../../core/sql.ts";
import { HashSet } from "./filter.ts";

/** Hashes that one question asks for. */
const MOST_HASHES = 10_000;
/** About how many hashes are read at once, 16 bytes each. */
const SLICE = 1_000_000;
/** How many hashes there can be. */
const HASHES = 2n ** 64n;

/** Which of these hashes stand in the facts. */
export async function storedHashes(facts: Facts, hashes: readonly string[]): Promise<Set<string>> {
  const stored = new Set<string>();
  for (let from = 0; from < hashes.length; from += MOST_HASHES) {
    const part = hashes.slice(from, from + MOST_HASHES);
    const rows = await facts.query<{ hash: string }>(
      sql`SELECT DISTINCT hash FROM message WHERE hash IN ${bound("Array(UInt64)", part)}`,
    );
    for (const row of rows) stored.add(row.hash);
  }
  return stored;
}

/**
 * The filter of all messages that came since an instant. Asked for in slices of the hashes, which the
 * table is ordered by, each slice as one text: a row for each hash takes five times as long,
 * and until the filter is there nothing that was sent is worked on.
 */
export async function filterSince(facts: Facts, since: number, atOnce = SLICE): Promise<HashSet> {
  const where = sql`received_at >= ${instant(since)}`;
  const [counted] = await facts.query<{ messages: string }>(
    sql`SELECT count() AS messages FROM message WHERE ${where}`,
  );
  const messages = Number(counted?.messages ?? 0);
  const filter = new HashSet(messages * 1.2);
  const slices = BigInt(Math.ceil(messages / atOnce));
  for (let slice = 0n; slice < slices; slice += 1n) {
    const [first, next] = [(HASHES * slice) / slices, (HASHES * (slice + 1n)) / slices];
    addAll(filter, await sliceOf(facts, where, first, next - 1n));
  }
  return filter;
}

/** The hashes between two, both included, of messages of which something holds: eight bytes each, the highest first. */
async function sliceOf(facts: Facts, where: Sql, first: bigint, last: bigint): Promise<Buffer> {
  const [row] = await facts.query<{ hashes: string }>(
    sql`SELECT arrayStringConcat(groupArray(leftPad(hex(hash), 16, '0'))) AS hashes
        FROM message
        WHERE hash BETWEEN ${bound("UInt64", String(first))} AND ${bound("UInt64", String(last))}
          AND ${where}`,
    { lane: "background" },
  );
  return Buffer.from(row?.hashes ?? "", "hex");
}

function addAll(filter: HashSet, hashes: Buffer): void {
  for (let at = 0; at < hashes.length; at += 8) {
    filter.add({ high: hashes.readUInt32BE(at), low: hashes.readUInt32BE(at + 4) });
  }
}
