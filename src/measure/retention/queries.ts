import type { Facts } from "../../core/facts.ts";
import { type Sql, join, sql } from "../../core/sql.ts";
import type { FigureBasis, Span } from "../basis/index.ts";
import { boundaries, DAY_MS, passed, purchases } from "../basis/index.ts";
import type { PeriodCounts } from "./reconciliation.ts";

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
  const windowBefore = instants.map((instant) => instant - basis.window.days * DAY_MS);
  const rows = await facts.query<FirstRow>(sql`
    WITH customers AS (
      SELECT groupBitOr(bitShiftLeft(toUInt64(1), until) - bitShiftLeft(toUInt64(1), since)) AS active,
        min(since) AS first
      FROM (SELECT customer, toUnixTimestamp64Milli(at) AS at_ms, ${passed(sql`at_ms`, instants)} AS since,
          ${passed(sql`at_ms`, windowBefore)} AS until
        FROM (${purchases(basis)}))
      GROUP BY customer)
    SELECT first, count() AS born, ${countBits(sql`active`, instants.length)} AS active_at,
      ${countBits(sql`bitAnd(active, bitShiftRight(active, 1))`, spans.length)} AS stayed
    FROM customers GROUP BY first ORDER BY first LIMIT ${CHUNK + 2}`);
  return spans.map((_, k) => countsOf(rows, k));
}

/** Customers by the number of instants before their first order: how many there are, and were active at each. */
type FirstRow = { first: number; born: string; active_at: string[]; stayed: string[] };

/** How many have each of the lowest bits set, as an array. */
function countBits(bits: Sql, length: number): Sql {
  return sql`[${join(Array.from({ length }, (_, k) => sql`sum(bitTest(${bits}, ${k}))`))}]`;
}

/** The sets of period k, which lies between the instants k and k + 1: of their sizes and what they share. */
function countsOf(rows: readonly FirstRow[], k: number): PeriodCounts {
  const sum = (of: (row: FirstRow) => string | undefined) =>
    rows.reduce((total, row) => total + Number(of(row)), 0);
  const opening = sum((row) => row.active_at[k]);
  const closing = sum((row) => row.active_at[k + 1]);
  const stayed = sum((row) => row.stayed[k]);
  const began = rows.find((row) => row.first === k + 1);
  const born = Number(began?.born ?? 0);
  const fresh = Number(began?.active_at[k + 1] ?? 0);
  return {
    opening,
    closing,
    lost: opening - stayed,
    new: fresh,
    wonBack: closing - stayed - fresh,
    joinedAndLeft: born - fresh,
    born,
  };
}
