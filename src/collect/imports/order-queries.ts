import { sql as stateSql } from "kysely";
import type { EventKind, HandledEvent, Trust } from "../../core/event.ts";
import type { Facts } from "../../core/facts.ts";
import { asId, type HandleId, type ImportId, type SourceId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Item } from "../../core/rows.ts";
import { bound, sql, stored, type Sql } from "../../core/sql.ts";
import type { StateTransaction } from "../../core/state.ts";
import { sentProperties } from "../enrich/index.ts";

/** An order by its id, or (with `orderId` "") a credit note by its own. */
export type OrderKey = { readonly shop: string; readonly orderId: string; readonly refundId: string };

type KeyRow = { shop: string; order_id: string; refund_id: string };

const BACKGROUND = { lane: "background" } as const;
/** How an event names what it speaks of. */
const KEY = sql`shop, order_id,
  if(order_id = '', JSONExtractString(properties, 'refund_id'), '') AS refund_id`;

function spokenOf(importId: ImportId): Sql {
  return sql`SELECT ${KEY} FROM event
    WHERE import_id = ${bound("UInt32", importId)} AND kind = 'track' AND name LIKE 'Order %'`;
}

/** Orders and credit notes that an import spoke of, and something else too. */
export async function ordersToldByOthers(facts: Facts, importId: ImportId): Promise<OrderKey[]> {
  const rows = await facts.query<KeyRow>(
    sql`SELECT DISTINCT ${KEY} FROM event
      WHERE import_id != ${bound("UInt32", importId)} AND kind = 'track' AND name LIKE 'Order %'
        AND (order_id != '' OR refund_id != '')
        AND (shop, order_id, refund_id) IN (${spokenOf(importId)})
      ORDER BY shop, order_id, refund_id`,
    BACKGROUND,
  );
  return rows.map((row) => ({ shop: row.shop, orderId: row.order_id, refundId: row.refund_id }));
}

/** Forgets what state remembers of the orders that an import spoke of. */
export async function forgetHistoriesOf(
  tx: StateTransaction,
  importId: ImportId,
  facts: Facts,
): Promise<void> {
  const blocks = facts.stream<KeyRow>(
    sql`SELECT DISTINCT shop, order_id, '' AS refund_id FROM event
    WHERE import_id = ${bound("UInt32", importId)} AND order_id != ''`,
    BACKGROUND,
  );
  for await (const block of blocks) {
    await forgetHistories(
      tx,
      block.map((row) => ({ shop: row.shop, orderId: row.order_id })),
    );
  }
}

/** Forgets what state remembers of these orders. */
export async function forgetHistories(
  tx: StateTransaction,
  keys: readonly Pick<OrderKey, "shop" | "orderId">[],
): Promise<void> {
  await stateSql`
    DELETE FROM order_history USING unnest(
      ${keys.map((key) => key.shop)}::text[], ${keys.map((key) => key.orderId)}::text[]
    ) AS told (shop, order_id)
    WHERE order_history.shop = told.shop AND order_history.order_id = told.order_id`.execute(tx);
}

/** All that other imports and sources said of orders, in the order in which it came. */
export async function eventsOfOrders(
  facts: Facts,
  keys: readonly OrderKey[],
  without: ImportId,
): Promise<HandledEvent[]> {
  const rows = await facts.query<StoredEvent>(
    sql`SELECT handle_id, message_id, kind, name, source_id, trust, import_id, user_id, anonymous_id, account,
        properties, items, traits, context, toUnixTimestamp64Milli(at) AS at_ms, toUnixTimestamp64Milli(received_at) AS received_ms,
        shop, order_id, if(order_id = '', JSONExtractString(properties, 'refund_id'), '') AS refund_id
      FROM event
      WHERE import_id != ${bound("UInt32", without)} AND kind = 'track' AND name LIKE 'Order %'
        AND order_id IN ${bound(
          "Array(String)",
          keys.map((key) => key.orderId),
        )}
        AND (shop, order_id, refund_id) IN (${keyTable(keys)})
      ORDER BY received_at, at, message_id`,
    BACKGROUND,
  );
  return rows.map(toEvent);
}

/** Handles whose orders are anonymous, although their events don't say so. */
export async function nobodysHandles(facts: Facts, keys: readonly OrderKey[]): Promise<Set<HandleId>> {
  const rows = await facts.query<{ handle_id: string }>(
    sql`SELECT DISTINCT handle_id FROM \`order\` FINAL
      WHERE anonymous = 1 AND (shop, order_id, '') IN (${keyTable(keys)})`,
    BACKGROUND,
  );
  return new Set(rows.map((row) => asId<HandleId>(Number(row.handle_id))));
}

/** Removes all rows of orders and credit notes, whoever brought them. */
export async function dropOrderRows(facts: Facts, keys: readonly OrderKey[]): Promise<void> {
  const orders = keys.filter((key) => key.orderId !== "");
  const notes = keys.filter((key) => key.orderId === "");
  const tables = ["order", "order_figure", "refund", "receipt"] as const;
  await deleteWhere(facts, orders, (shop, ids) => {
    const named = bound(
      "Array(String)",
      ids.map((key) => key.orderId),
    );
    return tables.map(
      (table) => sql`DELETE FROM ${stored(table)} WHERE shop = ${shop} AND order_id IN ${named}`,
    );
  });
  await deleteWhere(facts, notes, (shop, ids) => {
    const named = bound(
      "Array(String)",
      ids.map((key) => key.refundId),
    );
    return (["refund", "receipt"] as const).map(
      (table) =>
        sql`DELETE FROM ${stored(table)} WHERE shop = ${shop} AND order_id = '' AND refund_id IN ${named}`,
    );
  });
}

async function deleteWhere(
  facts: Facts,
  keys: readonly OrderKey[],
  statements: (shop: string, keys: readonly OrderKey[]) => Sql[],
): Promise<void> {
  for (const shop of new Set(keys.map((key) => key.shop))) {
    for (const statement of statements(
      shop,
      keys.filter((key) => key.shop === shop),
    )) {
      await facts.command(statement, BACKGROUND);
    }
  }
}

/** The keys as rows. */
function keyTable(keys: readonly OrderKey[]): Sql {
  const column = (values: readonly string[]) => bound("Array(String)", values);
  return sql`SELECT key.1, key.2, key.3 FROM (SELECT arrayJoin(arrayZip(
    ${column(keys.map((key) => key.shop))}, ${column(keys.map((key) => key.orderId))},
    ${column(keys.map((key) => key.refundId))})) AS key)`;
}

type StoredEvent = {
  handle_id: string;
  message_id: string;
  kind: EventKind;
  name: string;
  source_id: number;
  trust: Trust;
  import_id: number;
  user_id: string;
  anonymous_id: string;
  account: string;
  properties: string;
  items: Item[];
  traits: string;
  context: string;
  at_ms: string;
  received_ms: string;
};

function toEvent(row: StoredEvent): HandledEvent {
  return {
    handleId: asId<HandleId>(Number(row.handle_id)),
    messageId: row.message_id,
    kind: row.kind,
    name: row.name,
    at: Number(row.at_ms),
    receivedAt: Number(row.received_ms),
    sourceId: asId<SourceId>(row.source_id),
    trust: row.trust,
    importId: row.import_id === 0 ? null : asId<ImportId>(row.import_id),
    userId: row.user_id || null,
    anonymousId: row.anonymous_id || null,
    previousId: null,
    groupId: row.account || null,
    traits: JSON.parse(row.traits) as JsonObject,
    properties: sentProperties(row),
    context: JSON.parse(row.context) as JsonObject,
  };
}
