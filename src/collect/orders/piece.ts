import type { HandledEvent } from "../../core/event.ts";
import { showMoney } from "../../core/money.ts";
import { factTime } from "../../core/rows.ts";
import type { OrderRow, OrderStatus, RefundRow } from "../../core/rows.ts";
import { channelOf, countryOf, currencyOf, itemsOf, textOf } from "../enrich/index.ts";
import { amountsOf, refundAmountsOf } from "./amounts.ts";
import type { OrderPart, RefundPart } from "./fold.ts";

/** What one event says of an order: a part of its story, or money given back. */
export type Piece =
  | { readonly type: "order"; readonly whole: boolean; readonly part: OrderPart }
  | { readonly type: "refund"; readonly whole: boolean; readonly part: RefundPart };

const KINDS: Readonly<Record<string, OrderPart["kind"]>> = {
  "Order Completed": "completed",
  "Order Updated": "updated",
  "Order Cancelled": "cancelled",
};

const STATUSES: ReadonlySet<string> = new Set<OrderStatus>([
  "paid",
  "pending",
  "void",
  "test",
  "cancelled",
  "free",
  "service",
]);

/** Whether the event is one of those that orders are made of. */
export function isOrderEvent(event: HandledEvent): boolean {
  return event.kind === "track" && (Object.hasOwn(KINDS, event.name) || event.name === "Order Refunded");
}

/**
 * Reads an order event; null where it names no order (a refund may). `shop` is the source's.
 * Whole: it says all of the order (imports, and trusted events with the shop's own `updated_at`), so
 * the latest one replaces the earlier ones without knowing them.
 */
export function pieceOf(event: HandledEvent, shop: string, isNobodys = false): Piece | null {
  const orderId = textOf(event.properties["order_id"]);
  if (event.name === "Order Refunded") return refundPiece(event, shop, orderId, isNobodys);
  const kind = KINDS[event.name];
  if (!kind || orderId === "") return null;
  const whole = isWhole(event) && kind !== "cancelled";
  const items = itemsOf(event.properties);
  const amounts = amountsOf(event.properties, items, event.importId !== null);
  const row: OrderRow = {
    ...common(event, shop, orderId, isNobodys),
    items,
    status: statusOf(event, kind),
    coupon: textOf(event.properties["coupon"]),
    gross: showMoney(amounts?.gross ?? 0n),
    discount: showMoney(amounts?.discount ?? 0n),
    shipping: showMoney(amounts?.shipping ?? 0n),
    tax: showMoney(amounts?.tax ?? 0n),
    other: showMoney(amounts?.other ?? 0n),
    total: showMoney(amounts?.total ?? 0n),
  };
  return { type: "order", whole, part: { kind: whole ? "snapshot" : kind, full: amounts !== null, row } };
}

function refundPiece(event: HandledEvent, shop: string, orderId: string, isNobodys: boolean): Piece | null {
  const items = itemsOf(event.properties);
  const amounts = refundAmountsOf(event.properties, items);
  if (orderId === "" && amounts === null) return null;
  const said = textOf(event.properties["refund_id"]);
  const own = said || (amounts === null ? `${orderId}:whole` : event.messageId);
  const row: RefundRow = {
    ...common(event, shop, orderId, isNobodys),
    // A public key must not replace what a trusted source said of a refund.
    refund_id: event.trust === "trusted" ? own : `claimed:${event.sourceId}:${own}`,
    items,
    status: event.properties["status"] === "void" ? "void" : "paid",
    goods: showMoney(amounts?.goods ?? 0n),
    shipping: showMoney(amounts?.shipping ?? 0n),
    tax: showMoney(amounts?.tax ?? 0n),
    other: showMoney(amounts?.other ?? 0n),
  };
  const whole = amounts !== null && (isWhole(event) || orderId === "");
  return { type: "refund", whole, part: { full: amounts !== null, row } };
}

function common(event: HandledEvent, shop: string, orderId: string, isNobodys: boolean) {
  const { properties, trust } = event;
  const saidShop = trust === "trusted" ? textOf(properties["shop"]) : "";
  return {
    shop: saidShop || shop,
    order_id: orderId,
    version: versionOf(event),
    handle_id: event.handleId,
    anonymous:
      isNobodys || (trust === "trusted" && properties["anonymous"] === true) ? (1 as const) : (0 as const),
    at: factTime(event.at),
    currency: currencyOf(properties),
    country: countryOf(event),
    channel: channelOf(event),
    source_id: event.sourceId,
    import_id: event.importId ?? 0,
    trust,
    message_id: event.messageId,
    received_at: factTime(event.receivedAt),
  };
}

function isWhole(event: HandledEvent): boolean {
  return event.trust === "trusted" && (event.importId !== null || updatedAt(event) !== null);
}

function versionOf(event: HandledEvent): number {
  return (event.trust === "trusted" ? updatedAt(event) : null) ?? event.at;
}

function updatedAt(event: HandledEvent): number | null {
  const said = event.properties["updated_at"];
  const time = typeof said === "string" ? Date.parse(said) : Number.NaN;
  return Number.isNaN(time) || time < 0 ? null : time;
}

function statusOf(event: HandledEvent, kind: OrderPart["kind"]): OrderStatus {
  const said = event.properties["status"];
  if (typeof said === "string" && STATUSES.has(said)) return said as OrderStatus;
  return kind === "cancelled" ? "cancelled" : "paid";
}
