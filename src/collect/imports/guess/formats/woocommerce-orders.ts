import type { KnownExport } from "../known-export.ts";

/** The export plug-in that most shops use: a line an item, amounts before tax. */
const lines: KnownExport = {
  format: "woocommerce-orders",
  kind: "orders",
  signature: ["order number", "order status", "order date", "order total amount"],
  columns: {
    order_id: ["Order Number"],
    status: ["Order Status"],
    date: ["Order Date"],
    currency: ["Order Currency", "Currency"],
    subtotal: ["Order Subtotal Amount"],
    discount: ["Cart Discount Amount"],
    shipping: ["Order Shipping Amount"],
    tax: ["Order Total Tax Amount"],
    total: ["Order Total Amount"],
    refunded: ["Order Refund Amount"],
    coupon: ["Coupon Code"],
    payment_method: ["Payment Method Title"],
    sku: ["SKU"],
    product_name: ["Item Name"],
    quantity: ["Quantity", "Quantity (- Refund)"],
    price: ["Item Cost"],
    customer_id: ["Customer User ID", "Customer ID"],
    email: ["Email (Billing)"],
    phone: ["Phone (Billing)"],
    first_name: ["First Name (Billing)"],
    last_name: ["Last Name (Billing)"],
    company: ["Company (Billing)"],
    street: ["Address 1&2 (Billing)"],
    city: ["City (Billing)"],
    state: ["State Code (Billing)"],
    country: ["Country Code (Billing)"],
    postal_code: ["Postcode (Billing)"],
    updated_at: ["Modified Date", "Order Modified Date"],
  },
  rules: {},
};

/**
 * WooCommerce's own analytics export: a line an order, products in one cell, amounts without tax and
 * shipping; refunds are lines of their own with the order's number and a negative amount.
 */
const analytics: KnownExport = {
  format: "woocommerce-orders",
  kind: "orders",
  signature: ["date", "order #", "status", "customer type", "items sold"],
  columns: {
    order_id: ["Order #"],
    date: ["Date"],
    status: ["Status"],
    total: ["Net Sales", "N. Revenue"],
    payment_method: ["Payment method"],
    coupon: ["Coupon(s)"],
    name: ["Customer"],
    email: ["Email", "Customer email"],
  },
  rules: {},
};

/** WooCommerce's orders, by both exports. */
export const wooCommerceOrders: readonly KnownExport[] = [lines, analytics];
