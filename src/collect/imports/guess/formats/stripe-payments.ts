import type { KnownExport } from "../known-export.ts";

/** Stripe's payments export: a line a charge, times in UTC, refunds a positive amount. */
export const stripePayments: KnownExport = {
  format: "stripe-payments",
  kind: "orders",
  signature: ["id", "amount", "amount refunded", "currency", "status"],
  columns: {
    order_id: ["id"],
    date: ["Created date (UTC)", "Created (UTC)", "Created"],
    total: ["Amount"],
    refunded: ["Amount Refunded"],
    refund_date: ["Refunded date (UTC)"],
    currency: ["Currency"],
    status: ["Status"],
    test: ["Mode"],
    customer_id: ["Customer ID"],
    email: ["Customer Email"],
    phone: ["Customer Phone"],
    name: ["Customer Name", "Card Name"],
  },
  rules: {},
};
