import type { Facts } from "../../core/facts.ts";
import { instant, sql } from "../../core/sql.ts";
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

/** Orders of known customers, and how many customers ordered, by period. */
export async function orderingCustomers(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<{ period: number; orders: number; customers: number }[]> {
  const rows = await facts.query<{ period: number; orders: string; customers: string }>(sql`
    SELECT ${spanIndex(sql`at`, boundaries)} AS period, count() AS orders, uniqExact(customer) AS customers
    FROM (${purchases(basis)}) GROUP BY period HAVING period BETWEEN 1 AND ${boundaries.length - 1}
    ORDER BY period LIMIT 1000`);
  return rows.map((row) => ({
    period: row.period - 1,
    orders: Number(row.orders),
    customers: Number(row.customers),
  }));
}

/** Customers by the length of their active life so far, and whether it is over. */
export type Life = { readonly days: number; readonly over: boolean; readonly customers: number };

/**
 * From the first order until the customer was no longer active (the last order and the window), or
 * until the as-of instant. Customers who may have been there before the data begins are left out:
 * nobody knows when their life began.
 */
export async function lives(facts: Facts, basis: FigureBasis): Promise<Life[]> {
  const rows = await facts.query<{ days: number; over: number; customers: string }>(sql`
    SELECT last + ${basis.window.days * DAY_MS} <= ${basis.asOf} AS over,
      toUInt32(intDiv(if(over, last + ${basis.window.days * DAY_MS}, ${basis.asOf}) - first, ${DAY_MS})) AS days,
      count() AS customers
    FROM (SELECT toUnixTimestamp64Milli(min(at)) AS first, toUnixTimestamp64Milli(max(at)) AS last
      FROM (${purchases(basis)}) GROUP BY customer HAVING first >= ${basis.shownFrom ?? 0})
    GROUP BY over, days ORDER BY days, over LIMIT 50000`);
  return rows.map((row) => ({ days: row.days, over: row.over === 1, customers: Number(row.customers) }));
}

/** What the customers who ordered in the 365 days before the as-of instant paid in them, net of refunds. */
export async function yearlyValue(
  facts: Facts,
  basis: FigureBasis,
): Promise<{ customers: number; revenue: string }> {
  const [row] = await facts.query<{ customers: string; revenue: string }>(sql`
    SELECT uniqExactIf(customer, bought) AS customers, toString(ifNull(sum(revenue), 0)) AS revenue
    FROM (${movements(basis)}) WHERE at >= ${instant(basis.asOf - 365 * DAY_MS)}`);
  return { customers: Number(row?.customers ?? 0), revenue: row?.revenue ?? "0" };
}
