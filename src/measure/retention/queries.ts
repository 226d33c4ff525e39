import type { Facts } from "../../core/facts.ts";
import { sql } from "../../core/sql.ts";
import type { FigureBasis, Span } from "../basis/index.ts";
import { boundaries, DAY_MS, passed, purchases } from "../basis/index.ts";
import { NO_COUNTS, type PeriodCounts } from "./reconciliation.ts";

/** Instants are bits of a 64-bit number, so a question covers at most this many periods. */
const CHUNK = 62;

/**
 * The reconciliation of consecutive periods, in one look at the orders for each 62 of them. An order
 * at t makes its customer active at every instant b with t < b ≤ t + window: those are bits, from how
 * many instants lie before t to how many before the window's end, and a customer's bits together say
 * at which of the instants they were active.
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
      SELECT groupBitOr(bitShiftLeft(toUInt64(1), until) - bitShiftLeft(toUInt64(1), since)) AS active,
        min(since) AS first
      FROM (SELECT customer, toUnixTimestamp64Milli(at) AS at_ms, ${passed(sql`at_ms`, instants)} AS since,
          ${passed(
            sql`at_ms`,
            instants.map((instant) => instant - basis.window.days * DAY_MS),
          )} AS until
        FROM (${purchases(basis)}))
      GROUP BY customer),
    patterns AS (SELECT active, first, count() AS n FROM customers GROUP BY active, first),
    periods AS (
      SELECT n, toUInt16(arrayJoin(range(${spans.length}))) AS k,
        bitTest(active, k) AS opens, bitTest(active, k + 1) AS closes,
        first = k + 1 AS begins
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
