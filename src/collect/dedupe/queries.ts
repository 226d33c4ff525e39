import type { Facts } from "../../core/facts.ts";
import { bound, instant, sql } from "../../core/sql.ts";
import { HashSet } from "./filter.ts";
import { parseHash } from "./hash.ts";

/** Hashes that one question asks for. */
const MOST_HASHES = 10_000;

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

/** The filter of all messages that came since an instant. */
export async function filterSince(facts: Facts, since: number): Promise<HashSet> {
  const where = sql`received_at >= ${instant(since)}`;
  const [counted] = await facts.query<{ messages: string }>(
    sql`SELECT count() AS messages FROM message WHERE ${where}`,
  );
  const filter = new HashSet(Number(counted?.messages ?? 0) * 1.2);
  const rows = facts.stream<{ hash: string }>(sql`SELECT hash FROM message WHERE ${where}`, {
    lane: "background",
  });
  for await (const block of rows) for (const row of block) filter.add(parseHash(row.hash));
  return filter;
}
