import type { Facts } from "../../core/facts.ts";
import { type Sql, sql } from "../../core/sql.ts";
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
  const cells = boundaries.length <= MOST_BITS ? byBits(basis, boundaries) : byLists(basis, boundaries);
  const rows = await facts.query<{ cohort: number; period: number; customers: string }>(sql`
    ${cells} ORDER BY cohort, period LIMIT 200000`);
  return rows.map((row) => ({
    cohort: row.cohort - 1,
    period: row.period - 1,
    customers: Number(row.customers),
    revenue: null,
  }));
}

function byBits(basis: FigureBasis, boundaries: readonly number[]): Sql {
  return sql`
    WITH customers AS (
      SELECT groupBitOr(bitShiftLeft(toUInt64(1), ${spanIndex(sql`at`, boundaries)})) AS periods
      FROM (${purchases(basis)}) GROUP BY customer),
    patterns AS (
      SELECT periods, toUInt8(bitCount(bitXor(periods, periods - 1)) - 1) AS cohort, count() AS n
      FROM customers GROUP BY periods HAVING cohort BETWEEN 1 AND ${boundaries.length - 1})
    SELECT cohort, toUInt16(arrayJoin(bitPositionsToArray(periods))) AS period, sum(n) AS customers
    FROM patterns GROUP BY cohort, period HAVING period < ${boundaries.length}`;
}

function byLists(basis: FigureBasis, boundaries: readonly number[]): Sql {
  return sql`
    WITH customers AS (
      SELECT groupUniqArray(${spanIndex(sql`at`, boundaries)}) AS periods, arrayMin(periods) AS cohort
      FROM (${purchases(basis)}) GROUP BY customer HAVING cohort BETWEEN 1 AND ${boundaries.length - 1})
    SELECT cohort, arrayJoin(periods) AS period, count() AS customers
    FROM customers GROUP BY cohort, period HAVING period < ${boundaries.length}`;
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
