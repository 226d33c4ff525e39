import type { Facts } from "../../src/core/facts.ts";
import { asId, type HandleId, type SourceId } from "../../src/core/ids.ts";

import { factTime, type OrderRow, type RefundRow } from "../../src/core/rows.ts";
import { sql, stored } from "../../src/core/sql.ts";

/** A paid order of a customer; whatever a test does not say is the plainest. */
export function orderRow(customer: number, at: number, id: string, more: Partial<OrderRow> = {}): OrderRow {
  const gross = more.gross ?? "10";
  return {
    shop: "main",
    order_id: id,
    version: 1,
    handle_id: asId<HandleId>(customer),
    anonymous: 0,
    at: factTime(at),
    status: "paid",
    currency: "EUR",
    gross,
    discount: "0",
    shipping: "0",
    tax: "0",
    other: "0",
    total: gross,
    items: [],
    coupon: "",
    country: "",
    channel: "",
    source_id: asId<SourceId>(1),
    import_id: 0,
    trust: "trusted",
    message_id: id,
    received_at: more.at ?? factTime(at),
    ...more,
  };
}

/** Goods given back by a customer. */
export function refundRow(
  customer: number,
  at: number,
  id: string,
  goods: string,
  more: Partial<RefundRow> = {},
): RefundRow {
  return {
    shop: "main",
    order_id: "",
    refund_id: id,
    version: 1,
    handle_id: asId<HandleId>(customer),
    anonymous: 0,
    at: factTime(at),
    status: "paid",
    currency: "EUR",
    goods,
    shipping: "0",
    tax: "0",
    other: "0",
    items: [],
    country: "",
    channel: "",
    source_id: asId<SourceId>(1),
    import_id: 0,
    trust: "trusted",
    message_id: id,
    received_at: more.at ?? factTime(at),
    ...more,
  };
}

let inserts = 0;

/** Inserts rows as a pipeline would. */
export async function insertRows(
  facts: Facts,
  table: "order" | "refund",
  rows: readonly (OrderRow | RefundRow)[],
): Promise<void> {
  if (rows.length === 0) return;
  inserts += 1;
  const lines = rows.map((row) => JSON.stringify(row)).join("\n");
  await facts.insert({ table, rows: Buffer.from(`${lines}\n`), token: `test ${inserts}` });
}

/** Takes all orders and refunds away. */
export async function withoutOrders(facts: Facts): Promise<void> {
  const tables = ["order", "refund", "order_figure", "receipt"] as const;
  for (const table of tables) await facts.command(sql`TRUNCATE TABLE ${stored(table)}`);
}

/** Merges a handle, or several at once, into a profile, as identity would; long ago unless told. */
export async function merge(
  facts: Facts,
  handles: number | readonly number[],
  profile: number,
  at = 0,
): Promise<void> {
  inserts += 1;
  const lines = [handles]
    .flat()
    .map((handle) => ({ handle_id: handle, profile_id: profile, version: inserts, merged_at: factTime(at) }));
  const rows = Buffer.from(`${lines.map((row) => JSON.stringify(row)).join("\n")}\n`);
  await facts.insert({ table: "alias", rows, token: `merge ${inserts}` });
  await facts.reloadProfiles();
}
