import type { Facts } from "../../core/facts.ts";
import { instant, profileOf, sql, type Sql } from "../../core/sql.ts";
import type { Dimension, FigureBasis, Span } from "../basis/index.ts";
import { DAY_MS, dimensionValues, latestOrders, orderCounts, orderRevenue } from "../basis/index.ts";

/** How many values are shown. */
export const MOST = 50;

/** What the customers of one value of a dimension did in the period; counts and sums as text. */
export type ValueRow = Record<
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

/** What tells customers apart: what their orders carry, or rows (profile_id, id) of the sets they are in. */
export type ToldBy = Dimension | { readonly memberships: Sql };

/** The values with the most customers at the end of the period. */
export async function valueRows(
  facts: Facts,
  basis: FigureBasis,
  by: ToldBy,
  span: Span,
): Promise<ValueRow[]> {
  const carried = typeof by === "string" ? by : undefined;
  const value = carried ? sql`arrayJoin(${dimensionValues(carried)})` : sql`''`;
  const end = Math.min(span.to, basis.asOf);
  const window = basis.window.days * DAY_MS;
  return facts.query<ValueRow>(sql`
    WITH bought AS (
      SELECT ${profileOf(sql`handle_id`)} AS customer, at, ${orderRevenue(basis)} AS revenue,
        ${value} AS value
      FROM ${latestOrders(basis, carried)} WHERE ${orderCounts(basis)} AND anonymous = 0 AND at < ${instant(end)}),
    customers AS (
      SELECT value, customer, min(at) AS first, count() AS ever,
        max(at >= ${instant(span.from - window)} AND at < ${instant(span.from)}) AS opens,
        max(at >= ${instant(end - window)}) AS closes,
        countIf(at >= ${instant(span.from)}) AS ordered,
        sumIf(revenue, at >= ${instant(span.from)}) AS paid,
        countIf(at >= ${instant(span.from)} AND revenue IS NOT NULL) AS priced_orders
      FROM bought GROUP BY value, customer),
    told AS (${typeof by === "string" ? sql`SELECT * FROM customers` : inSets(by.memberships)})
    SELECT value, countIf(opens) AS opening, countIf(closes) AS closing,
      countIf(opens AND NOT closes) AS lost,
      countIf(closes AND NOT opens AND first >= ${instant(span.from)}) AS new,
      countIf(closes AND NOT opens AND first < ${instant(span.from)}) AS "wonBack",
      sum(ordered) AS orders, countIf(ordered > 0) AS ordering, sum(priced_orders) AS priced,
      toString(ifNull(sum(paid), 0)) AS revenue,
      count() AS buyers, countIf(ever > 1) AS repeaters, count() OVER () AS more
    FROM told GROUP BY value ORDER BY closing DESC, value LIMIT ${MOST}`);
}

/** A customer a set they are in: joined when their orders are added up, so once for each customer. */
function inSets(memberships: Sql): Sql {
  return sql`SELECT customers.* EXCEPT (value), sets.id AS value
    FROM customers INNER JOIN (${memberships}) AS sets ON sets.profile_id = customers.customer`;
}
