import { sql as stateSql } from "kysely";
import type { Facts } from "../../core/facts.ts";
import type { ImportId } from "../../core/ids.ts";
import { bound, sql } from "../../core/sql.ts";
import type { State, StateTransaction } from "../../core/state.ts";

type Counted = { kind: string; at: string; heard: string; n: string };

/**
 * Counts the paid orders and refunds that an import alone told of, and keeps that: once they are deleted
 * nobody could say which figures they stood in. Once for an undo, however often it is killed.
 */
export async function keepUndone(state: State, facts: Facts, importId: ImportId, now: Date): Promise<void> {
  const { rows: open } = await stateSql`
    SELECT FROM undone_orders WHERE import_id = ${importId} AND NOT done LIMIT 1`.execute(state);
  if (open.length > 0) return;
  const counted = await brought(facts, importId);
  if (counted.length === 0) return;
  await stateSql`
    INSERT INTO undone_orders (import_id, kind, at, heard, undone_at, n)
    SELECT ${importId}, kind, to_timestamp(at), to_timestamp(heard), ${now}, n FROM unnest(
      ${counted.map(({ kind }) => kind)}::text[], ${counted.map(({ at }) => Number(at))}::float8[],
      ${counted.map(({ heard }) => Number(heard))}::float8[], ${counted.map(({ n }) => Number(n))}::integer[]
    ) AS told (kind, at, heard, n)`.execute(state);
}

/** The undo came to its end. */
export async function undoneWhole(tx: StateTransaction, importId: ImportId): Promise<void> {
  await stateSql`
    UPDATE undone_orders SET done = true WHERE import_id = ${importId} AND NOT done`.execute(tx);
}

/** What others spoke of too stays, as they told it. */
function brought(facts: Facts, importId: ImportId): Promise<Counted[]> {
  const id = bound("UInt32", importId);
  const key = sql`shop, order_id, if(order_id = '', JSONExtractString(properties, 'refund_id'), '')`;
  const spoken = sql`kind = 'track' AND name LIKE 'Order %'`;
  const others = sql`
    SELECT ${key} FROM event WHERE import_id != ${id} AND ${spoken}
      AND (${key}) GLOBAL IN (SELECT ${key} FROM event WHERE import_id = ${id} AND ${spoken})`;
  const hours = sql`toUnixTimestamp(toStartOfHour(at)) AS at, toUnixTimestamp(toStartOfHour(received_at)) AS heard`;
  return facts.query<Counted>(
    sql`
    SELECT 'orders' AS kind, ${hours}, count() AS n FROM \`order\` FINAL
    WHERE import_id = ${id} AND status = 'paid' AND (shop, order_id, '') GLOBAL NOT IN (${others})
    GROUP BY at, heard
    UNION ALL
    SELECT 'refunds' AS kind, ${hours}, count() AS n FROM refund FINAL
    WHERE import_id = ${id} AND status = 'paid'
      AND (shop, order_id, if(order_id = '', refund_id, '')) GLOBAL NOT IN (${others})
    GROUP BY at, heard`,
    { lane: "background" },
  );
}

/** What imports that were taken back had told of: on which day it happened, was heard of and taken back. */
export type Undone = {
  readonly kind: "orders" | "refunds";
  /** YYYY-MM-DD, all three. */
  readonly day: string;
  readonly heard: string;
  readonly undone: string;
  readonly n: number;
};

/** All that was taken back with imports, by local days. */
export async function undoneOrders(state: State, timeZone: string): Promise<Undone[]> {
  const day = (column: string) =>
    stateSql`to_char(${stateSql.ref(column)} AT TIME ZONE ${timeZone}, 'YYYY-MM-DD')`;
  const { rows } = await stateSql<Undone>`
    SELECT kind, ${day("at")} AS day, ${day("heard")} AS heard, ${day("undone_at")} AS undone, sum(n)::int AS n
    FROM undone_orders GROUP BY 1, 2, 3, 4`.execute(state);
  return rows;
}
