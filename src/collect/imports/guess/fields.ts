import type { ImportKind } from "../contract.ts";

/** A field that a kind of import knows; `oneOf` names a set of which one must be mapped. */
export type Field = { readonly name: string; readonly required: boolean };

const CUSTOMER = ["customer_id", "email", "phone", "name", "first_name", "last_name", "anonymous_id"];
const PLACE = ["country", "city", "state", "street", "postal_code"];
const ITEM = ["product_id", "sku", "product_name", "category", "quantity", "price", "line_discount"];
const ORDER = ["status", "currency", "discount", "shipping", "tax", "coupon", "updated_at"];

const KNOWN: Readonly<Record<ImportKind, { required: readonly string[]; optional: readonly string[] }>> = {
  "order-lines": {
    required: ["order_id", "date"],
    optional: [...ITEM, "line_total", ...CUSTOMER, ...PLACE, ...ORDER],
  },
  orders: {
    required: ["order_id", "date"],
    optional: [
      ...[
        "total",
        "subtotal",
        "net_subtotal",
        "refunded",
        "refund_date",
        "cancelled_at",
        "payment_method",
        "test",
      ],
      ...ORDER,
      ...CUSTOMER,
      ...PLACE,
      ...ITEM,
    ],
  },
  customers: {
    required: [],
    optional: [
      ...CUSTOMER,
      ...PLACE,
      "gender",
      "birthday",
      "company",
      "created_at",
      "updated_at",
      "consent_email",
      "consent_sms",
    ],
  },
  events: { required: ["date"], optional: ["event", ...CUSTOMER, "message_id", "properties"] },
  consents: { required: ["consent"], optional: ["channel", "date", ...CUSTOMER] },
};

/** Sets of fields of which at least one must have a column. */
const ONE_OF: Readonly<Record<ImportKind, readonly (readonly string[])[]>> = {
  "order-lines": [["price", "line_total"]],
  orders: [["total", "subtotal", "net_subtotal", "price"]],
  customers: [["customer_id", "email", "phone"]],
  events: [["customer_id", "email", "phone", "anonymous_id"]],
  consents: [["customer_id", "email", "phone"]],
};

/** All fields of a kind. */
export function fieldsOf(kind: ImportKind): Field[] {
  const { required, optional } = KNOWN[kind];
  return [
    ...required.map((name) => ({ name, required: true })),
    ...optional.map((name) => ({ name, required: false })),
  ];
}

/** What a mapping still lacks: "order_id", or "price or line_total". */
export function missingFields(kind: ImportKind, columns: Readonly<Record<string, string>>): string[] {
  const lacking = KNOWN[kind].required.filter((name) => !columns[name]);
  const sets = ONE_OF[kind].filter((names) => !names.some((name) => columns[name]));
  return [...lacking, ...sets.map((names) => names.join(" or "))];
}
