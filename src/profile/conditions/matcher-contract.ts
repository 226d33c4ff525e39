/** Which rows of a customer are looked at, and when. Safe in a browser. */
import { z } from "zod";
import { PERIODS, type Period } from "../../core/calendar.ts";
import type { Reason } from "../../core/reason.ts";
import {
  MOST_NAMES,
  date,
  durationSchema,
  fixedIsSchema,
  text,
  type Duration,
  type FixedIs,
} from "./is-contract.ts";
import { oneOf } from "./one-of.ts";

/** What a customer's rows are of. Orders and refunds are those that figures count. */
export const WHATS = ["event", "order", "refund"] as const;

/** One of {@link WHATS}. */
export type What = (typeof WHATS)[number];

/** Kinds of events. */
export const KINDS = ["identify", "track", "page", "screen", "group", "alias"] as const;

/** Fields of an event that have a name of their own; beside them `properties.<path>`, `context.<path>` and `traits.<path>`. */
export const EVENT_FIELDS: readonly string[] = [
  "name",
  ...["channel", "device", "country", "language", "page_url", "page_title", "referrer"],
  ...["campaign_source", "campaign_medium", "campaign_name"],
  ...["amount", "currency", "source", "account", "session_id", "trust", "hour", "weekday"],
];

/** Fields of orders; of refunds the same without `coupon` and `discount`. */
export const ORDER_FIELDS: readonly string[] = [
  ...["amount", "discount", "coupon", "currency", "country", "channel", "source", "trust"],
  ...["order_id", "hour", "weekday"],
];

/** Fields of an item of an event, an order or a refund. */
export const ITEM_FIELDS: readonly string[] = [
  ...["product_id", "sku", "name", "category", "quantity", "price", "discount"],
];

/** A path below what was sent: names parted by dots. */
const PATH = /^(properties|context|traits)(\.[^.]{1,100}){1,5}$/;

/** Whether a kind of row has the field. */
export function hasField(what: What, field: string): boolean {
  if (what === "event") return EVENT_FIELDS.includes(field) || PATH.test(field);
  if (what === "refund" && (field === "coupon" || field === "discount")) return false;
  return ORDER_FIELDS.includes(field);
}

/** A field and how it is compared. */
export type Filter = { readonly field: string; readonly is: FixedIs };

/** A field and how it is compared. */
export const filterSchema = z.strictObject({ field: text, is: fixedIsSchema });

/** Which rows count: all conditions hold; `item`: one item meets all of them. */
export type Matcher = {
  readonly what: What;
  readonly names?: readonly string[] | undefined;
  readonly kind?: (typeof KINDS)[number] | undefined;
  readonly where?: readonly Filter[] | undefined;
  readonly item?: readonly Filter[] | undefined;
};

const FILTERS = z.array(filterSchema).max(20);

/** Which rows count. */
export const matcherSchema: z.ZodType<Matcher, Matcher> = z
  .strictObject({
    what: z.enum(WHATS),
    names: z.array(text).min(1).max(MOST_NAMES).optional(),
    kind: z.enum(KINDS).optional(),
    where: FILTERS.optional(),
    item: FILTERS.min(1).optional(),
  })
  .superRefine(({ what, names, kind, where, item }, context) => {
    const refuse = (reason: Reason, ...path: (string | number)[]) =>
      context.addIssue({ code: "custom", message: reason, path });
    if (what !== "event" && names) refuse("conditions.only_events", "names");
    if (what !== "event" && kind) refuse("conditions.only_events", "kind");
    for (const [index, { field }] of (where ?? []).entries()) {
      if (!hasField(what, field)) refuse("conditions.no_field", "where", index, "field");
    }
    for (const [index, { field }] of (item ?? []).entries()) {
      if (!ITEM_FIELDS.includes(field)) refuse("conditions.no_field", "item", index, "field");
    }
  });

/** When rows count. */
export type Window =
  | { readonly last: Duration }
  | { readonly longer_ago: Duration }
  | { readonly from?: string | undefined; readonly to?: string | undefined }
  | { readonly this: Period }
  | { readonly previous: Period }
  /** Strictly after the first or last row that another matcher finds. */
  | { readonly since: Matcher; readonly whose: "first" | "last" };

const between = z
  .strictObject({ from: date.optional(), to: date.optional() })
  .refine(
    ({ from, to }) => from === undefined || to === undefined || from < to,
    "conditions.ends_before" satisfies Reason,
  );

/** When rows count. */
export const windowSchema = oneOf<Window>(() => ({
  last: z.strictObject({ last: durationSchema }),
  longer_ago: z.strictObject({ longer_ago: durationSchema }),
  from: between,
  to: between,
  this: z.strictObject({ this: z.enum(PERIODS) }),
  previous: z.strictObject({ previous: z.enum(PERIODS) }),
  since: z.strictObject({ since: matcherSchema, whose: z.enum(["first", "last"]) }),
}));
