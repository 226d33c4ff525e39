import type { Facts } from "../../core/facts.ts";
import { type Sql, bound, sql } from "../../core/sql.ts";
import type { FigureBasis, Span } from "../basis/index.ts";
import { boundaries, DAY_MS, purchases } from "../basis/index.ts";
import { NO_COUNTS, type PeriodCounts } from "./reconciliation.ts";

/** Instants are bits of a 64-bit number, so a question covers at most this many periods. */
const CHUNK = 62;

/**
 * The reconciliation of consecutive periods, in one look at the orders for each 62 of them. An order
 * at t makes its customer active at every instant b with t < b ≤ t + window: those are bits, and a
 * customer's bits together say at which of the instants they were active.
 */
export async function reconcile(
  facts: Facts,
  basis: FigureBasis,
  spans: readonly Span[],
): Promise<PeriodCounts[]> {
  const counts: PeriodCounts[] = [];
  for (let start = 0; start < spans.length; start += CHUNK) {
    counts.push(...(await reconcileChunk(facts, basis, spans.slice(start, start + CHUNK))));
  }
  return counts;
}

async function reconcileChunk(
  facts: Facts,
  basis: FigureBasis,
  spans: readonly Span[],
): Promise<PeriodCounts[]> {
  const instants = boundaries(spans, basis.asOf);
  const rows = await facts.query<{ k: number } & Record<keyof PeriodCounts, string>>(sql`
    WITH customers AS (
      SELECT groupBitOr(${bitAndNot(reached(sql`at_ms + ${basis.window.days * DAY_MS}`, instants), reached(sql`at_ms`, instants))}) AS active,
        min(${reached(sql`at_ms`, instants)}) AS since
      FROM (SELECT customer, toUInt64(toUnixTimestamp64Milli(at)) AS at_ms FROM (${purchases(basis)}))
      GROUP BY customer),
    patterns AS (SELECT active, since, count() AS n FROM customers GROUP BY active, since),
    periods AS (
      SELECT n, toUInt16(arrayJoin(range(${spans.length}))) AS k,
        bitTest(active, k) AS opens, bitTest(active, k + 1) AS closes,
        bitTest(since, k) AND NOT bitTest(since, k + 1) AS begins
      FROM patterns)
    SELECT k, sumIf(n, opens) AS opening, sumIf(n, closes) AS closing,
      sumIf(n, opens AND NOT closes) AS lost,
      sumIf(n, closes AND NOT opens AND begins) AS new,
      sumIf(n, closes AND NOT opens AND NOT begins) AS "wonBack",
      sumIf(n, begins AND NOT closes) AS "joinedAndLeft",
      sumIf(n, begins) AS born
    FROM periods GROUP BY k ORDER BY k LIMIT ${CHUNK}`);
  const byIndex = new Map(rows.map((row) => [row.k, row]));
  return spans.map((_, index) => {
    const row = byIndex.get(index);
    return row ? countsOf(row) : NO_COUNTS;
  });
}

function countsOf(row: Record<keyof PeriodCounts, string>): PeriodCounts {
  return {
    opening: Number(row.opening),
    new: Number(row.new),
    wonBack: Number(row.wonBack),
    lost: Number(row.lost),
    closing: Number(row.closing),
    joinedAndLeft: Number(row.joinedAndLeft),
    born: Number(row.born),
  };
}

/** One bit for each instant that is not after the time: a binary search, then a look into a list. */
function reached(time: Sql, instants: readonly number[]): Sql {
  const marks = bound("Array(UInt64)", [0, ...instants]);
  const masks = bound(
    "Array(UInt64)",
    [0, ...instants].map((_, index) => (1n << BigInt(index)) - 1n),
  );
  return sql`transform(roundDown(toUInt64(${time}), ${marks}), ${marks}, ${masks}, toUInt64(0))`;
}

function bitAndNot(left: Sql, right: Sql): Sql {
  return sql`bitAnd(${left}, bitNot(${right}))`;
}
