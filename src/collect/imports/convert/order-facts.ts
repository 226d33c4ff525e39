import type { JsonObject } from "../../../core/json.ts";
import { showMoney, type Money } from "../../../core/money.ts";
import type { OrderStatus } from "../../../core/rows.ts";
import { isKnown, type Customer } from "./customer.ts";
import type { EventDraft } from "./sink.ts";

/** One line of an order or refund, quantities and prices as they count: never negative. */
export type Product = {
  readonly product_id: string;
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly quantity: Money;
  readonly price: Money;
  readonly discount: Money;
};

/** Amounts of an order or refund. */
export type Amounts = { subtotal: Money; discount: Money; shipping: Money; tax: Money; other: Money };

/** What orders and refunds have in common. */
export type Checkout = {
  readonly shop: string;
  readonly orderId: string;
  readonly at: number;
  /** The shop's own time of change; null where the file doesn't say. */
  readonly updatedAt: number | null;
  readonly currency: string;
  readonly amounts: Amounts;
  readonly products: readonly Product[];
  readonly country: string | null;
  readonly customer: Customer;
};

/** An order as one event. */
export function orderEvent(order: Checkout & { status: OrderStatus; coupon: string }): EventDraft {
  const counts = order.status === "paid" || order.status === "free" || order.status === "service";
  const properties = { ...common(order), status: order.status };
  return draft(order, counts ? "Order Completed" : "Order Updated", {
    ...properties,
    ...(order.coupon === "" ? {} : { coupon: order.coupon }),
  });
}

/** A refund or credit note as one event; `orderId` is "" where it names no order. */
export function refundEvent(refund: Checkout & { refundId: string; status: "paid" | "void" }): EventDraft {
  return draft(refund, "Order Refunded", {
    ...common(refund),
    refund_id: refund.refundId,
    status: refund.status,
  });
}

/** What a customer pays, or gets back. */
export function totalOf(amounts: Amounts): Money {
  return amounts.subtotal - amounts.discount + amounts.shipping + amounts.tax + amounts.other;
}

function common(checkout: Checkout): JsonObject {
  const { amounts, country, updatedAt } = checkout;
  return {
    order_id: checkout.orderId,
    shop: checkout.shop,
    ...(updatedAt === null ? {} : { updated_at: new Date(updatedAt).toISOString() }),
    currency: checkout.currency,
    subtotal: showMoney(amounts.subtotal),
    discount: showMoney(amounts.discount),
    shipping: showMoney(amounts.shipping),
    tax: showMoney(amounts.tax),
    other: showMoney(amounts.other),
    total: showMoney(totalOf(amounts)),
    products: checkout.products.map(productJson),
    ...(country === null ? {} : { country }),
    ...(isKnown(checkout.customer) ? {} : { anonymous: true }),
  };
}

function productJson(product: Product): JsonObject {
  const json: JsonObject = { product_id: product.product_id };
  if (product.sku !== "") json["sku"] = product.sku;
  if (product.name !== "") json["name"] = product.name;
  if (product.category !== "") json["category"] = product.category;
  json["quantity"] = showMoney(product.quantity);
  json["price"] = showMoney(product.price);
  if (product.discount !== 0n) json["discount"] = showMoney(product.discount);
  return json;
}

function draft(checkout: Checkout, name: string, properties: JsonObject): EventDraft {
  const { userId, anonymousId, traits } = checkout.customer;
  const identifying: JsonObject = {};
  if (traits["email"] !== undefined) identifying["email"] = traits["email"];
  if (traits["phone"] !== undefined) identifying["phone"] = traits["phone"];
  return {
    kind: "track",
    name,
    at: checkout.at,
    userId,
    anonymousId,
    groupId: null,
    traits: identifying,
    properties,
    context: {},
  };
}
