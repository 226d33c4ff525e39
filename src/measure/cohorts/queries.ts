import type { Facts } from "../../core/facts.ts";
import { join, sql } from "../../core/sql.ts";
import type { FigureBasis } from "../basis/index.ts";
import { movements, purchases, spanIndex } from "../basis/index.ts";

/** How many of a cohort ordered in a period, both by place among the boundaries, from 0. */
export type CohortCell = {
  readonly cohort: number;
  readonly period: number;
  readonly customers: number;
  /** Decimal text; null where it was not asked for. */
  readonly revenue: string | null;
};

/** Periods are bits of a 64-bit number, the lowest for what came before the first. */
const MOST_BITS = 63;

/**
 * Cells of all cohorts that begin within the boundaries (ascending starts, and the end of the last):
 * customers who ordered in the period. Few periods are worked out with half the effort.
 */
export async function cohortCounts(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<CohortCell[]> {
  return boundaries.length <= MOST_BITS
    ? byBits(facts, basis, boundaries)
    : byLists(facts, basis, boundaries);
}

async function byBits(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<CohortCell[]> {
  const counts = boundaries.slice(1).map((_, k) => sql`sum(bitTest(periods, ${k + 1}))`);
  const rows = await facts.query<{ cohort: number; customers: string[] }>(sql`
    WITH customers AS (
      SELECT groupBitOr(bitShiftLeft(toUInt64(1), ${spanIndex(sql`at`, boundaries)})) AS periods,
        toUInt8(bitCount(bitXor(periods, periods - 1)) - 1) AS cohort
      FROM (${purchases(basis)}) GROUP BY customer)
    SELECT cohort, [${join(counts)}] AS customers
    FROM customers GROUP BY cohort HAVING cohort BETWEEN 1 AND ${boundaries.length - 1} ORDER BY cohort LIMIT 100`);
  return rows.flatMap(({ cohort, customers }) =>
    customers
      .map((count, period) => ({ cohort: cohort - 1, period, customers: Number(count), revenue: null }))
      .filter((cell) => cell.customers > 0),
  );
}

async function byLists(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<CohortCell[]> {
  const rows = await facts.query<{ cohort: number; period: number; customers: string }>(sql`
    WITH customers AS (
      SELECT groupUniqArray(${spanIndex(sql`at`, boundaries)}) AS periods, arrayMin(periods) AS cohort
      FROM (${purchases(basis)}) GROUP BY customer HAVING cohort BETWEEN 1 AND ${boundaries.length - 1})
    SELECT cohort, arrayJoin(periods) AS period, count() AS customers
    FROM customers GROUP BY cohort, period HAVING period < ${boundaries.length}
    ORDER BY cohort, period LIMIT 200000`);
  return rows.map((row) => ({
    cohort: row.cohort - 1,
    period: row.period - 1,
    customers: Number(row.customers),
    revenue: null,
  }));
}

/** The same with the revenue of the period, refunds at their own date taken off. */
export async function cohortRevenue(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<CohortCell[]> {
  const rows = await facts.query<{ cohort: number; period: number; customers: string; paid: string }>(sql`
    WITH starts AS (
      SELECT customer, min(${spanIndex(sql`at`, boundaries)}) AS cohort
      FROM (${purchases(basis)}) GROUP BY customer HAVING cohort BETWEEN 1 AND ${boundaries.length - 1})
    SELECT cohort, ${spanIndex(sql`at`, boundaries)} AS period, uniqExactIf(customer, bought) AS customers,
      toString(ifNull(sum(moved.revenue), 0)) AS paid
    FROM (${movements(basis)}) AS moved
    INNER JOIN starts USING (customer)
    GROUP BY cohort, period HAVING period BETWEEN 1 AND ${boundaries.length - 1}
    ORDER BY cohort, period LIMIT 200000`);
  return rows.map((row) => ({
    cohort: row.cohort - 1,
    period: row.period - 1,
    customers: Number(row.customers),
    revenue: row.paid,
  }));
}
