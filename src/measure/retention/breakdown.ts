import type { Context } from "../../core/context.ts";
import type { Facts } from "../../core/facts.ts";
import { instant, profileOf, sql } from "../../core/sql.ts";
import type { Dimension } from "../basis/index.ts";
import type { FigureBasis, Span } from "../basis/index.ts";
import { DAY_MS, dimensionLabels, dimensionValues, orderCounts, orderRevenue } from "../basis/index.ts";
import type { Breakdown } from "./contract.ts";

/** How many values are shown. */
const MOST = 50;

type ValueRow = Record<
  | "opening"
  | "new"
  | "wonBack"
  | "lost"
  | "closing"
  | "orders"
  | "ordering"
  | "buyers"
  | "repeaters"
  | "more",
  string
> & { value: string; revenue: string; priced: string };

/** Retention, orders and revenue of one period, by the values of a dimension. */
export async function breakdown(
  { facts, state }: Context,
  basis: FigureBasis,
  by: Dimension,
  span: Span,
): Promise<Pick<Breakdown, "rows" | "more">> {
  const rows = await valueRows(facts, basis, by, span);
  const labels = await dimensionLabels(
    state,
    by,
    rows.map((row) => row.value),
  );
  return {
    rows: rows.map((row) => ({
      value: row.value,
      label: labels.get(row.value) ?? row.value,
      opening: Number(row.opening),
      new: Number(row.new),
      wonBack: Number(row.wonBack),
      lost: Number(row.lost),
      closing: Number(row.closing),
      retention: share(Number(row.opening) - Number(row.lost), row.opening),
      churn: share(row.lost, row.opening),
      orders: Number(row.orders),
      orderingCustomers: Number(row.ordering),
      revenue: row.revenue,
      averageOrderValue: share(row.revenue, row.priced),
      purchaseFrequency: share(row.orders, row.ordering),
      repeatRate: share(row.repeaters, row.buyers),
    })),
    more: Math.max(0, Number(rows[0]?.more ?? 0) - MOST),
  };
}

function share(part: string | number, whole: string | number): number | null {
  return Number(whole) > 0 ? Number(part) / Number(whole) : null;
}

async function valueRows(facts: Facts, basis: FigureBasis, by: Dimension, span: Span): Promise<ValueRow[]> {
  const end = Math.min(span.to, basis.asOf);
  const window = basis.window.days * DAY_MS;
  return facts.query<ValueRow>(sql`
    WITH bought AS (
      SELECT ${profileOf(sql`handle_id`)} AS customer, at, ${orderRevenue(basis)} AS revenue,
        arrayJoin(${dimensionValues(by)}) AS value
      FROM \`order\` FINAL WHERE ${orderCounts(basis)} AND anonymous = 0 AND at < ${instant(end)}),
    customers AS (
      SELECT value, customer, min(at) AS first, count() AS ever,
        max(at >= ${instant(span.from - window)} AND at < ${instant(span.from)}) AS opens,
        max(at >= ${instant(end - window)}) AS closes,
        countIf(at >= ${instant(span.from)}) AS ordered,
        sumIf(revenue, at >= ${instant(span.from)}) AS paid,
        countIf(at >= ${instant(span.from)} AND revenue IS NOT NULL) AS priced_orders
      FROM bought GROUP BY value, customer)
    SELECT value, countIf(opens) AS opening, countIf(closes) AS closing,
      countIf(opens AND NOT closes) AS lost,
      countIf(closes AND NOT opens AND first >= ${instant(span.from)}) AS new,
      countIf(closes AND NOT opens AND first < ${instant(span.from)}) AS "wonBack",
      sum(ordered) AS orders, countIf(ordered > 0) AS ordering, sum(priced_orders) AS priced,
      toString(ifNull(sum(paid), 0)) AS revenue,
      count() AS buyers, countIf(ever > 1) AS repeaters, count() OVER () AS more
    FROM customers GROUP BY value ORDER BY closing DESC, value LIMIT ${MOST}`);
}
