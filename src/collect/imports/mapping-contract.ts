import { z } from "zod";

const code = z.string().min(1).max(100);
const codes = z.array(code).max(200).default([]);

/** How codes and states of the shop are read; compared without regard to case, except product codes. */
export const RulesSchema = z.object({
  /** Product codes that are shipping, a discount, or another charge, not goods. */
  shippingCodes: codes,
  discountCodes: codes,
  otherCodes: codes,
  /** An order id that begins so is a credit note; "" for none. */
  cancelPrefix: z.string().max(20).default(""),
  /** An order id that begins so is bookkeeping, no order; "" for none. */
  adjustmentPrefix: z.string().max(20).default(""),
  /** States of an order that mean paid, not paid yet, never to be paid, called off, given back. */
  paidStates: codes,
  pendingStates: codes,
  voidStates: codes,
  cancelledStates: codes,
  refundedStates: codes,
  /** What an order without a (known) state counts as. */
  unknownState: z.enum(["paid", "pending", "refuse"]).default("paid"),
});
/** How codes and states of the shop are read. */
export type Rules = z.infer<typeof RulesSchema>;

/** The recognised exports, and `plain` for all other files; `invoice-lines` is a till's or ERP's list. */
const EXPORT_FORMATS = [
  "plain",
  "invoice-lines",
  "shopify-orders",
  "shopify-customers",
  "woocommerce-orders",
  "stripe-payments",
] as const;

/** How a file's columns become events. */
export const MappingSchema = z.object({
  kind: z.enum(["order-lines", "orders", "customers", "events", "consents"]),
  format: z.enum(EXPORT_FORMATS).default("plain"),
  /** The file's column by field, e.g. {"order_id": "InvoiceNo"}. */
  columns: z.record(z.string().max(64), z.string().max(300)).default({}),
  /** Columns that are kept beside the known ones: the trait's or property's name by column. */
  extra: z.record(z.string().max(300), z.string().max(100)).default({}),
  /** What 03/04 means; null where no date of the file leaves it open. */
  dateOrder: z.enum(["day-first", "month-first"]).nullable().default(null),
  /** IANA zone of times that name none; null: the workspace's. */
  timeZone: z.string().max(64).nullable().default(null),
  decimal: z.enum([".", ","]).default("."),
  /** ISO 4217, of amounts whose line names none; null: the workspace's. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
  /** The namespace of order ids; null: the source's shop. */
  shop: z.string().max(64).nullable().default(null),
  /** The event's name where no column holds it (kind events). */
  eventName: z.string().max(200).nullable().default(null),
  /** What a customer agrees to where no column names it (kinds customers and consents), e.g. "email". */
  consentChannel: z.string().max(50).nullable().default(null),
  rules: RulesSchema.prefault({}),
});
/** How a file's columns become events. */
export type Mapping = z.infer<typeof MappingSchema>;
