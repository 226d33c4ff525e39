import { invoiceLines } from "./formats/invoice-lines.ts";
import { shopifyCustomers } from "./formats/shopify-customers.ts";
import { shopifyOrders } from "./formats/shopify-orders.ts";
import { stripePayments } from "./formats/stripe-payments.ts";
import { wooCommerceOrders } from "./formats/woocommerce-orders.ts";
import type { KnownExport } from "./known-export.ts";

const KNOWN: readonly KnownExport[] = [
  shopifyOrders,
  shopifyCustomers,
  ...wooCommerceOrders,
  stripePayments,
  invoiceLines,
];

/** The export that the columns belong to; null where none is known. */
export function recognise(columns: readonly string[]): KnownExport | null {
  const present = new Set(columns.map((name) => name.toLowerCase()));
  return KNOWN.find((known) => known.signature.every((name) => present.has(name))) ?? null;
}

/** The columns of a known export by field, as this file writes them. */
export function columnsOf(known: KnownExport, columns: readonly string[]): Record<string, string> {
  const byName = new Map(columns.map((name) => [name.toLowerCase(), name]));
  const mapped: Record<string, string> = {};
  for (const [field, names] of Object.entries(known.columns)) {
    const column = names.map((name) => byName.get(name.toLowerCase())).find((name) => name !== undefined);
    if (column !== undefined) mapped[field] = column;
  }
  return mapped;
}
