import type { CountedOrder, CountedOrders } from "../../core/counted-orders-port.ts";
import type { HandleId } from "../../core/ids.ts";
import { instant, sql } from "../../core/sql.ts";
import { latestOrders, orderCounts, orderRevenue } from "./counted-queries.ts";
import { readBasis } from "./read.ts";

type Row = { readonly handle: string; readonly placed: string; readonly revenue: string | null };

/** So many at a time: between them requests have their turn. */
const CHUNK = 5000;

/** The orders that count in a stretch of time, for the stages before this one. */
export const ordersInTime: CountedOrders = async function* ordersBetween(context, from, to) {
  const basis = await readBasis(context, { asOf: new Date(to).toISOString() });
  const blocks = context.facts.stream<Row>(
    sql`
    SELECT handle_id AS handle, toString(toUnixTimestamp64Milli(at)) AS placed, toString(${orderRevenue(basis)}) AS revenue
    FROM ${latestOrders(basis)} WHERE ${orderCounts(basis)} AND at >= ${instant(from)}`,
    { lane: "background" },
  );
  for await (const rows of blocks) {
    for (let first = 0; first < rows.length; first += CHUNK)
      yield rows.slice(first, first + CHUNK).map(orderOf);
  }
};

function orderOf({ handle, placed, revenue }: Row): CountedOrder {
  return { handle: Number(handle) as HandleId, at: Number(placed), revenue };
}
