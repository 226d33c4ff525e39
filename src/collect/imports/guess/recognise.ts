import type { ImportKind } from "../contract.ts";
import type { Mapping } from "../mapping-contract.ts";
import { invoiceLines } from "./formats/invoice-lines.ts";
import { shopifyCustomers } from "./formats/shopify-customers.ts";
import { shopifyOrders } from "./formats/shopify-orders.ts";
import { stripePayments } from "./formats/stripe-payments.ts";
import { wooCommerceOrders } from "./formats/woocommerce-orders.ts";

/** An export that is known by its header. */
export type KnownExport = {
  readonly format: Mapping["format"];
  readonly kind: ImportKind;
  /** Columns that only this export has together, in lower case. */
  readonly signature: readonly string[];
  /** The column of each field, as the export names it; several where versions differ. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly rules: Partial<Mapping["rules"]>;
};

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
