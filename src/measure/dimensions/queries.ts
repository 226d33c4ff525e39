import type { Facts } from "../../core/facts.ts";
import { sql } from "../../core/sql.ts";
import type { Dimension } from "../basis/index.ts";
import { dimensionValues, type FigureBasis, latestOrders, orderCounts } from "../basis/index.ts";

/** The values of a dimension by their orders, the most first, and how many values there are. */
export async function valuesOf(
  facts: Facts,
  basis: FigureBasis,
  dimension: Dimension,
  limit: number,
): Promise<{ value: string; orders: number; values: number }[]> {
  const rows = await facts.query<{ value: string; orders: string; values: string }>(sql`
    SELECT value, count() AS orders, count() OVER () AS values
    FROM (SELECT arrayJoin(${dimensionValues(dimension)}) AS value FROM ${latestOrders(basis, dimension)} WHERE ${orderCounts(basis)})
    GROUP BY value ORDER BY orders DESC, value LIMIT ${limit}`);
  return rows.map((row) => ({ value: row.value, orders: Number(row.orders), values: Number(row.values) }));
}
