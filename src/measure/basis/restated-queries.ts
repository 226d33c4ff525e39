import type { Facts } from "../../core/facts.ts";
import { instant, profileOf, sql } from "../../core/sql.ts";
import type { FigureBasis } from "./basis.ts";
import { latestOrders, orderCounts, orderSelected, refundCounts, trusted } from "./counted-queries.ts";

/** What happened on one local day and was heard of on another, later one: how many of a kind. */
export type Heard = {
  readonly kind: "orders" | "refunds" | "merges";
  /** YYYY-MM-DD; of a merge: the day from which on both customers had ordered. */
  readonly day: string;
  readonly heard: string;
  readonly n: number;
};

/** Nothing is late that came within so many hours: three days, less what clocks may be moved. */
const LATE_HOURS = 70;

/**
 * Orders and refunds heard of days after they happened, and after the first orders of the workspace:
 * what came with those is its history. A cancelled order may have counted before. An order told of
 * again unchanged is as old as when it was told of first.
 */
export async function heardLate(facts: Facts, basis: FigureBasis, firstHeard: number): Promise<Heard[]> {
  const late = sql`received_at > addHours(greatest(at, ${instant(firstHeard)}), ${LATE_HOURS})`;
  const cancelled = sql`status = 'cancelled' AND at < ${instant(basis.asOf)} AND ${trusted(basis)} AND ${orderSelected(basis)}`;
  return facts
    .query<Heard & { n: string | number }>(
      sql`
    WITH told AS (
      SELECT 'orders' AS kind, shop, order_id, '' AS refund_id, at, received_at,
        sipHash64(anonymous, at, status, currency, gross, discount, shipping, tax, other, trust) AS said
      FROM ${latestOrders(basis)} WHERE ((${orderCounts(basis)}) OR (${cancelled})) AND ${late}
      UNION ALL
      SELECT 'refunds' AS kind, shop, order_id, refund_id, at, received_at,
        sipHash64(anonymous, at, status, currency, goods, shipping, tax, other, trust) AS said
      FROM refund FINAL WHERE ${refundCounts(basis)} AND ${late}),
    known AS (
      SELECT shop, order_id, refund_id, said, min(received_at) AS first FROM receipt
      WHERE (shop, order_id, refund_id, said) GLOBAL IN (SELECT shop, order_id, refund_id, said FROM told)
      GROUP BY shop, order_id, refund_id, said)
    SELECT kind, toString(toDate(at, ${basis.timeZone})) AS day, toString(toDate(heard_at, ${basis.timeZone})) AS heard,
      count() AS n
    FROM (SELECT kind, told.at AS at,
        if(known.first > toDateTime64(0, 3, 'UTC'), least(known.first, told.received_at), told.received_at) AS heard_at
      FROM told LEFT JOIN known USING (shop, order_id, refund_id, said))
    WHERE heard_at > addHours(greatest(at, ${instant(firstHeard)}), ${LATE_HOURS})
    GROUP BY kind, day, heard ORDER BY kind, day, heard LIMIT 200000`,
      PATIENT,
    )
    .then(numbered);
}

/** Every page waits for these once, and they are kept. */
const PATIENT = { timeout: 120 } as const;

/**
 * Merges of customers who had both ordered before: handles that moved to a profile at once are one
 * side, what was there before them the other. Orders that came with what merged them are late orders,
 * not merges.
 */
export async function mergedLate(facts: Facts, basis: FigureBasis, firstHeard: number): Promise<Heard[]> {
  return facts
    .query<Heard & { n: string | number }>(
      sql`
    WITH moved AS (
      SELECT handle_id, profile_id, version, merged_at FROM alias FINAL WHERE profile_id != handle_id),
    late AS (
      SELECT DISTINCT profile_id FROM moved WHERE merged_at > addHours(${instant(firstHeard)}, ${LATE_HOURS})),
    firsts AS (
      SELECT handle_id, min(at) AS first, min(received_at) AS heard FROM ${latestOrders(basis)}
      WHERE ${orderCounts(basis)} AND anonymous = 0 AND ${profileOf(sql`handle_id`)} IN (SELECT profile_id FROM late)
      GROUP BY handle_id),
    sides AS (
      SELECT ${profileOf(sql`firsts.handle_id`)} AS profile, moved.version AS version,
        max(moved.merged_at) AS at, min(firsts.first) AS first, min(firsts.heard) AS heard
      FROM firsts LEFT JOIN moved ON moved.handle_id = firsts.handle_id GROUP BY profile, version),
    ordered AS (
      SELECT arraySort(side -> side.1, groupArray((version, at, first, heard))) AS side FROM sides
      GROUP BY profile HAVING length(side) > 1)
    SELECT 'merges' AS kind, toString(toDate(both, ${basis.timeZone})) AS day,
      toString(toDate(merged_at, ${basis.timeZone})) AS heard, count() AS n
    FROM (SELECT arrayJoin(range(2, length(side) + 1)) AS k, side[k].2 AS merged_at,
        greatest(side[k].3, arrayMin(before -> before.3, arraySlice(side, 1, k - 1))) AS both,
        greatest(side[k].4, arrayMin(before -> before.4, arraySlice(side, 1, k - 1))) AS known FROM ordered)
    WHERE merged_at > addHours(greatest(both, ${instant(firstHeard)}), ${LATE_HOURS})
      AND addMinutes(known, 1) <= merged_at
    GROUP BY day, heard ORDER BY day, heard LIMIT 200000`,
      PATIENT,
    )
    .then(numbered);
}

function numbered(rows: readonly (Heard & { n: string | number })[]): Heard[] {
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}
