import type { Facts } from "../../core/facts.ts";
import { type Sql, sql } from "../../core/sql.ts";
import type { FigureBasis } from "../basis/index.ts";
import {
  converted,
  latestOrders,
  orderCounts,
  orderRevenue,
  refundCounts,
  refundRevenue,
  spanIndex,
} from "../basis/index.ts";

/** Sums of one period, of customers that are known (anonymous 0) or not (1); money is decimal text. */
export type OrderSums = {
  readonly period: number;
  readonly anonymous: number;
  /** Those whose currency has a rate. */
  readonly orders: number;
  readonly gross: string;
  readonly discount: string;
  readonly shipping: string;
  readonly tax: string;
  readonly other: string;
  readonly revenue: string;
};

/** The same of what was given back; `goods` and `revenue` lower revenue. */
export type RefundSums = {
  readonly period: number;
  readonly anonymous: number;
  readonly refunds: number;
  readonly goods: string;
  readonly shipping: string;
  readonly tax: string;
  readonly other: string;
  readonly revenue: string;
};

type Sum = "gross" | "discount" | "shipping" | "tax" | "other" | "goods" | "revenue";
type SumRow = { period: number; anonymous: number; n: string } & Record<`sum_${Sum}`, string>;

/** Sums of orders by period (0 is the first between the boundaries). */
export async function orderSums(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<OrderSums[]> {
  const rows = await facts.query<SumRow>(sql`
    SELECT ${spanIndex(sql`at`, boundaries)} AS period, anonymous, count(${converted(basis, sql`total`)}) AS n,
      ${total(basis, sql`gross`)}, ${total(basis, sql`discount`)}, ${total(basis, sql`shipping`)},
      ${total(basis, sql`tax`)}, ${total(basis, sql`other`)},
      toString(ifNull(sum(${orderRevenue(basis)}), 0)) AS sum_revenue
    FROM ${latestOrders(basis)} WHERE ${orderCounts(basis)}
    GROUP BY period, anonymous HAVING period BETWEEN 1 AND ${boundaries.length - 1}
    ORDER BY period, anonymous LIMIT 1000`);
  return rows.map((row) => ({
    period: row.period - 1,
    anonymous: row.anonymous,
    orders: Number(row.n),
    gross: row.sum_gross,
    discount: row.sum_discount,
    shipping: row.sum_shipping,
    tax: row.sum_tax,
    other: row.sum_other,
    revenue: row.sum_revenue,
  }));
}

/** Sums of refunds by period of the refund. */
export async function refundSums(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<RefundSums[]> {
  const rows = await facts.query<SumRow>(sql`
    SELECT ${spanIndex(sql`at`, boundaries)} AS period, anonymous, count(${converted(basis, sql`goods`)}) AS n,
      ${total(basis, sql`goods`)}, ${total(basis, sql`shipping`)}, ${total(basis, sql`tax`)}, ${total(basis, sql`other`)},
      toString(ifNull(sum(${refundRevenue(basis)}), 0)) AS sum_revenue
    FROM refund FINAL WHERE ${refundCounts(basis)}
    GROUP BY period, anonymous HAVING period BETWEEN 1 AND ${boundaries.length - 1}
    ORDER BY period, anonymous LIMIT 1000`);
  return rows.map((row) => ({
    period: row.period - 1,
    anonymous: row.anonymous,
    refunds: Number(row.n),
    goods: row.sum_goods,
    shipping: row.sum_shipping,
    tax: row.sum_tax,
    other: row.sum_other,
    revenue: row.sum_revenue,
  }));
}

function total(basis: FigureBasis, column: Sql): Sql {
  return sql`toString(ifNull(sum(${converted(basis, column)}), 0)) AS sum_${column}`;
}
