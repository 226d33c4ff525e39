/** The orders of one customer, newest first, each with what was given back on it. */
import type { z } from "zod";
import type { AskOptions, Facts } from "../../core/facts.ts";
import type { HandleId } from "../../core/ids.ts";
import { bound, sql } from "../../core/sql.ts";
import type { OrdersAnswer } from "./contract.ts";

type Row = {
  shop: string;
  order_id: string;
  at: string;
  status: string;
  currency: string;
  gross: string;
  discount: string;
  shipping: string;
  tax: string;
  total: string;
  refunded: string;
  trust: "claimed" | "trusted";
  items: { name: string; product_id: string; quantity: string; price: string }[];
};

/** One page of a customer's orders; those that don't count (pending, void …) are shown with their status. */
export async function ordersOf(
  facts: Facts,
  handles: readonly HandleId[],
  page: { limit: number; offset: number },
  options?: AskOptions,
): Promise<z.infer<typeof OrdersAnswer>> {
  if (handles.length === 0) return { orders: [], total: 0 };
  const mine = bound("Array(UInt64)", handles);
  // Events are stored by handle and orders by their key: asking the events first reads no more than is needed.
  const keys = sql`SELECT shop, order_id FROM event WHERE handle_id IN ${mine} AND order_id != ''`;
  const own = sql`(shop, order_id) IN (${keys}) AND handle_id IN ${mine}`;
  const [rows, counted] = await Promise.all([
    facts.query<Row>(
      sql`SELECT o.shop AS shop, o.order_id AS order_id, o.at AS at, o.status AS status, o.currency AS currency,
                 o.gross AS gross, o.discount AS discount, o.shipping AS shipping, o.tax AS tax, o.total AS total,
                 r.refunded AS refunded, o.trust AS trust,
                 arrayMap(item -> CAST((item.name, item.product_id, item.quantity, item.price),
                   'Tuple(name String, product_id String, quantity Decimal(18, 4), price Decimal(18, 4))'),
                   arraySlice(o.items, 1, 100)) AS items
          FROM (SELECT * FROM \`order\` FINAL WHERE ${own}) AS o
          LEFT JOIN (
            SELECT shop, order_id, sum(goods + shipping + tax + other) AS refunded
            FROM refund FINAL WHERE (shop, order_id) IN (${keys}) AND status = 'paid'
            GROUP BY shop, order_id
          ) AS r ON r.shop = o.shop AND r.order_id = o.order_id
          ORDER BY at DESC, order_id
          LIMIT ${page.limit} OFFSET ${page.offset}`,
      options,
    ),
    facts.query<{ total: number }>(
      sql`SELECT toUInt32(count()) AS total FROM \`order\` FINAL WHERE ${own}`,
      options,
    ),
  ]);
  return { orders: rows.map(orderLine), total: counted[0]?.total ?? 0 };
}

function orderLine(row: Row): z.infer<typeof OrdersAnswer>["orders"][number] {
  return {
    shop: row.shop,
    orderId: row.order_id,
    at: `${row.at.replace(" ", "T")}Z`,
    status: row.status,
    currency: row.currency,
    gross: row.gross,
    discount: row.discount,
    shipping: row.shipping,
    tax: row.tax,
    total: row.total,
    refunded: row.refunded,
    trust: row.trust,
    items: row.items.map((item) => ({
      name: item.name,
      productId: item.product_id,
      quantity: item.quantity,
      price: item.price,
    })),
  };
}
