import type { KnownExport } from "../known-export.ts";

/**
 * Shopify's orders export: a line an item, the order's fields on its first line only; "Subtotal"
 * is after discounts; refunds are a positive amount without a date.
 */
export const shopifyOrders: KnownExport = {
  format: "shopify-orders",
  kind: "orders",
  signature: ["name", "financial status", "lineitem name", "lineitem price"],
  columns: {
    order_id: ["Name"],
    date: ["Created at"],
    status: ["Financial Status"],
    cancelled_at: ["Cancelled at"],
    currency: ["Currency"],
    net_subtotal: ["Subtotal"],
    discount: ["Discount Amount"],
    shipping: ["Shipping"],
    tax: ["Taxes"],
    total: ["Total"],
    refunded: ["Refunded Amount"],
    coupon: ["Discount Code"],
    payment_method: ["Payment Method"],
    quantity: ["Lineitem quantity"],
    price: ["Lineitem price"],
    sku: ["Lineitem sku"],
    product_name: ["Lineitem name"],
    line_discount: ["Lineitem discount"],
    customer_id: ["Customer ID"],
    email: ["Email"],
    phone: ["Phone", "Billing Phone"],
    name: ["Billing Name", "Shipping Name"],
    street: ["Billing Address1", "Billing Street"],
    city: ["Billing City"],
    postal_code: ["Billing Zip"],
    state: ["Billing Province"],
    country: ["Billing Country", "Shipping Country"],
    updated_at: ["Updated at"],
  },
  rules: {},
};
