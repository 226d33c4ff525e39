import type { Facts } from "../../core/facts.ts";
import { sql } from "../../core/sql.ts";
import type { FigureBasis } from "../basis/index.ts";
import { DAY_MS, movements, purchases, spanIndex } from "../basis/index.ts";

/** Customers by the period of their first order, with who ordered again; and by that of their second. */
export type FirstOrders = {
  readonly period: number;
  readonly customers: number;
  readonly within30: number;
  readonly within90: number;
  readonly within365: number;
  /** Customers whose second order lies in the period, whenever the first was. */
  readonly seconds: number;
};

/** First and second orders by period (0 is the first between the boundaries). */
export async function firstAndSecondOrders(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<FirstOrders[]> {
  const rows = await facts.query<Record<keyof FirstOrders, number | string>>(sql`
    WITH customers AS (
      SELECT arraySort(groupArray(at_ms)) AS times, length(times) > 1 AS again, times[2] - times[1] AS gap,
        arrayJoin(if(again, [(times[1], 1), (times[2], 0)], [(times[1], 1)])) AS step, step.2 AS begins
      FROM (SELECT customer, toUnixTimestamp64Milli(at) AS at_ms FROM (${purchases(basis)})) GROUP BY customer)
    SELECT ${spanIndex(sql`fromUnixTimestamp64Milli(step.1, 'UTC')`, boundaries)} AS period,
      countIf(begins) AS customers, countIf(NOT begins) AS seconds,
      countIf(begins AND again AND gap <= ${30 * DAY_MS}) AS within30,
      countIf(begins AND again AND gap <= ${90 * DAY_MS}) AS within90,
      countIf(begins AND again AND gap <= ${365 * DAY_MS}) AS within365
    FROM customers GROUP BY period HAVING period BETWEEN 1 AND ${boundaries.length - 1} ORDER BY period LIMIT 1000`);
  return rows.map((row) => ({
    period: Number(row.period) - 1,
    customers: Number(row.customers),
    within30: Number(row.within30),
    within90: Number(row.within90),
    within365: Number(row.within365),
    seconds: Number(row.seconds),
  }));
}

/** What known customers did in one period: orders, who ordered, and revenue net of the period's refunds. */
export type Activity = {
  readonly period: number;
  readonly orders: number;
  readonly customers: number;
  /** Orders whose currency has a rate. */
  readonly priced: number;
  /** Decimal text. */
  readonly revenue: string;
};

/** Orders, customers and revenue by period. */
export async function activityByPeriod(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<Activity[]> {
  const rows = await facts.query<Record<keyof Activity, number | string>>(sql`
    SELECT ${spanIndex(sql`at`, boundaries)} AS period, sum(bought) AS orders, uniqExactIf(customer, bought) AS customers,
      countIf(bought AND moved.revenue IS NOT NULL) AS priced, toString(ifNull(sum(moved.revenue), 0)) AS revenue
    FROM (${movements(basis)}) AS moved GROUP BY period HAVING period BETWEEN 1 AND ${boundaries.length - 1}
    ORDER BY period LIMIT 1000`);
  return rows.map((row) => ({
    period: Number(row.period) - 1,
    orders: Number(row.orders),
    customers: Number(row.customers),
    priced: Number(row.priced),
    revenue: String(row.revenue),
  }));
}
