import { sql } from "kysely";
import type { Facts } from "../../core/facts.ts";
import type { OrderRow } from "../../core/rows.ts";
import { bound, sql as facts } from "../../core/sql.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { OrderHistory } from "./fold.ts";
import "./tables.ts";

/** Names one order. */
export type OrderKey = { readonly shop: string; readonly orderId: string };

/** A key as text, for maps. */
export function keyText(key: OrderKey): string {
  return JSON.stringify([key.shop, key.orderId]);
}

/** What was said in pieces of these orders, by {@link keyText}. */
export async function historiesOf(
  tx: StateTransaction,
  keys: readonly OrderKey[],
): Promise<Map<string, OrderHistory>> {
  const found = await sql<{ shop: string; order_id: string; parts: OrderHistory }>`
    SELECT shop, order_id, parts FROM order_history
    JOIN unnest(${keys.map((key) => key.shop)}::text[], ${keys.map((key) => key.orderId)}::text[])
      AS wanted (shop, order_id) USING (shop, order_id)`.execute(tx);
  return new Map(
    found.rows.map((row) => [keyText({ shop: row.shop, orderId: row.order_id }), row.parts] as const),
  );
}

/** Keeps what was said of these orders. */
export async function keepHistories(
  tx: StateTransaction,
  histories: readonly (readonly [OrderKey, OrderHistory])[],
): Promise<void> {
  if (histories.length === 0) return;
  const shops = histories.map(([key]) => key.shop);
  const ids = histories.map(([key]) => key.orderId);
  const parts = histories.map(([, history]) => JSON.stringify(history));
  await sql`
    INSERT INTO order_history (shop, order_id, parts)
    SELECT * FROM unnest(${shops}::text[], ${ids}::text[], ${parts}::jsonb[])
    ON CONFLICT (shop, order_id) DO UPDATE SET parts = excluded.parts`.execute(tx);
}

/** The rows that the facts hold of these orders. */
export async function ordersInFacts(store: Facts, keys: readonly OrderKey[]): Promise<OrderRow[]> {
  if (keys.length === 0) return [];
  const rows = await store.query<Omit<OrderRow, "version"> & { version: string }>(facts`
    SELECT * FROM \`order\` FINAL
    WHERE (shop, order_id) IN (
      SELECT pair.1, pair.2 FROM (SELECT arrayJoin(arrayZip(
        ${bound(
          "Array(String)",
          keys.map((key) => key.shop),
        )},
        ${bound(
          "Array(String)",
          keys.map((key) => key.orderId),
        )}
      )) AS pair)
    )`);
  return rows.map((row) => ({ ...row, version: Number(row.version), handle_id: asHandle(row.handle_id) }));
}

// UInt64 arrives as text.
function asHandle(value: OrderRow["handle_id"] | string): OrderRow["handle_id"] {
  return Number(value) as OrderRow["handle_id"];
}
