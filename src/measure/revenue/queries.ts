import type { Facts } from "../../core/facts.ts";
import { type Sql, raw, sql } from "../../core/sql.ts";
import type { FigureBasis } from "../basis/index.ts";
import {
  converted,
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

/** Sums of orders by period (0 is the first between the boundaries). */
export async function orderSums(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<OrderSums[]> {
  const rows = await facts.query<OrderSums & { orders: string }>(sql`
    SELECT ${spanIndex(sql`at`, boundaries)} AS period, anonymous, count(${converted(basis, sql`total`)}) AS orders,
      ${total(basis, "gross")}, ${total(basis, "discount")}, ${total(basis, "shipping")},
      ${total(basis, "tax")}, ${total(basis, "other")},
      toString(ifNull(sum(${orderRevenue(basis)}), 0)) AS revenue
    FROM \`order\` FINAL WHERE ${orderCounts(basis)}
    GROUP BY period, anonymous HAVING period BETWEEN 1 AND ${boundaries.length - 1}
    ORDER BY period, anonymous LIMIT 1000`);
  return rows.map((row) => ({ ...row, period: row.period - 1, orders: Number(row.orders) }));
}

/** Sums of refunds by period of the refund. */
export async function refundSums(
  facts: Facts,
  basis: FigureBasis,
  boundaries: readonly number[],
): Promise<RefundSums[]> {
  const rows = await facts.query<RefundSums & { refunds: string }>(sql`
    SELECT ${spanIndex(sql`at`, boundaries)} AS period, anonymous, count(${converted(basis, sql`goods`)}) AS refunds,
      ${total(basis, "goods")}, ${total(basis, "shipping")}, ${total(basis, "tax")}, ${total(basis, "other")},
      toString(ifNull(sum(${refundRevenue(basis)}), 0)) AS revenue
    FROM refund FINAL WHERE ${refundCounts(basis)}
    GROUP BY period, anonymous HAVING period BETWEEN 1 AND ${boundaries.length - 1}
    ORDER BY period, anonymous LIMIT 1000`);
  return rows.map((row) => ({ ...row, period: row.period - 1, refunds: Number(row.refunds) }));
}

function total(
  basis: FigureBasis,
  column: "gross" | "discount" | "shipping" | "tax" | "other" | "goods",
): Sql {
  return sql`toString(ifNull(sum(${converted(basis, raw(column))}), 0)) AS ${raw(column)}`;
}
