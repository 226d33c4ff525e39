import type { JsonObject } from "../src/core/json.ts";
import type { Basket } from "./basket.ts";

/** Hundredths as a decimal number. */
function units(hundredths: number): number {
  return hundredths / 100;
}

/** The products of a basket in the Segment e-commerce shape. */
function products(basket: Basket): JsonObject[] {
  return basket.lines.map(({ product, quantity }) => ({
    product_id: product.id,
    sku: product.sku,
    name: product.name,
    category: product.category,
    quantity,
    price: units(product.price),
  }));
}

/** The properties of Order Completed. */
export function orderProperties(orderId: string, basket: Basket, currency: string): JsonObject {
  return {
    order_id: orderId,
    currency,
    subtotal: units(basket.subtotal),
    discount: units(basket.discount),
    shipping: units(basket.shipping),
    tax: units(basket.tax),
    total: units(basket.total),
    ...(basket.coupon !== null && { coupon: basket.coupon }),
    products: products(basket),
  };
}

/** The properties of Order Refunded: what of the order comes back; amounts are positive. */
export function refundProperties(orderId: string, back: Basket, currency: string): JsonObject {
  return {
    order_id: orderId,
    refund_id: `${orderId}-r1`,
    currency,
    subtotal: units(back.subtotal - back.discount),
    shipping: units(back.shipping),
    tax: units(back.tax),
    total: units(back.total),
    products: products(back),
  };
}
