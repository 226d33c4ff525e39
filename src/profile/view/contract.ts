/** What the customers' pages ask and get. Times are ISO in UTC, money decimal text in the workspace's currency. */
import { z } from "zod";
import { CUSTOMER_STATES, VALUE_TIERS } from "../../core/figures-port.ts";

const ProfileIdText = z
  .string()
  .describe("The profile id as shown, p_…; one that was merged away answers too.");

/** The orders of one customer in figures; see `CustomerFigures` in core. */
export const Figures = z.object({
  state: z.enum(CUSTOMER_STATES),
  tier: z.enum(VALUE_TIERS).nullable(),
  orders: z.int(),
  revenue: z.string().nullable(),
  firstOrderAt: z.string().nullable(),
  lastOrderAt: z.string().nullable(),
  medianGapDays: z.number().nullable(),
});

/** How the list may be sorted. `newest` is by first sight; the rest hold customers with orders only. */
export const CUSTOMER_SORTS = ["newest", "revenue", "orders", "lastOrderAt", "firstOrderAt"] as const;

/** Repeated parameters arrive as one value or as an array. */
const several = <T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess(
    (given) => (typeof given === "string" ? given.split(",") : given),
    z.array(z.enum(values)).optional(),
  );

/** A question for the list of customers. */
export const CustomersQuestion = z.object({
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("Name, e-mail or any identifier, from its beginning or in it."),
  states: several(CUSTOMER_STATES),
  tiers: several(VALUE_TIERS),
  minOrders: z.coerce.number().int().min(0).max(1_000_000).optional(),
  sort: z.enum(CUSTOMER_SORTS).default("newest"),
  order: z.enum(["asc", "desc"]).default("desc"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

/** A question for the list, parsed. */
export type CustomersQuestion = z.infer<typeof CustomersQuestion>;

/** One line of the list. */
export const CustomerLine = z.object({
  id: ProfileIdText,
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  firstSeen: z.string(),
  figures: Figures,
});

/** One line of the list. */
export type CustomerLine = z.infer<typeof CustomerLine>;

/** The list, one page of it. */
export const CustomersAnswer = z.object({
  rows: z.array(CustomerLine),
  total: z.int().describe("How many fit the question; a search counts its best 1,000 hits."),
  asOf: z.string(),
});

/** An identifier of one customer, with what is known of where it came from. */
export const IdentifierLine = z.object({
  type: z.string(),
  value: z.string(),
  trust: z.enum(["claimed", "trusted"]),
  firstSeen: z.string(),
  lastSeen: z.string(),
  sourceId: z.int().nullable(),
  sourceName: z.string().nullable(),
});

/** A trait with where and when it was said. */
export const TraitLine = z.object({
  name: z.string(),
  value: z.unknown(),
  at: z.string(),
  trust: z.enum(["claimed", "trusted"]),
  sourceId: z.int(),
  sourceName: z.string().nullable(),
});

/** One customer, without the timeline. */
export const CustomerAnswer = z.object({
  id: ProfileIdText,
  askedId: ProfileIdText.describe("What was asked for; differs from id where it was merged into it."),
  name: z.string().nullable(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  identifiers: z.array(IdentifierLine),
  traits: z.array(TraitLine),
  consent: z.array(
    z.object({
      category: z.string(),
      granted: z.boolean(),
      at: z.string(),
      /** Who said so: a claim may be anybody's. */
      trust: z.enum(["claimed", "trusted"]),
    }),
  ),
  figures: Figures,
  asOf: z.string(),
});

/** One customer, without the timeline. */
export type CustomerAnswer = z.infer<typeof CustomerAnswer>;

/** What the timeline can be narrowed to. */
export const TIMELINE_KINDS = ["orders", "visits", "identity", "segments", "other"] as const;

/** A question for a timeline; newest first. */
export const TimelineQuestion = z.object({
  kinds: several(TIMELINE_KINDS),
  before: z.string().max(300).optional().describe("The cursor of the page before: older events follow."),
  after: z.string().max(300).optional().describe("A cursor; only newer events, for following along live."),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A question for a timeline, parsed. */
export type TimelineQuestion = z.infer<typeof TimelineQuestion>;

/** One event on the timeline. */
export const TimelineEvent = z.object({
  cursor: z.string(),
  at: z.string(),
  kind: z.string(),
  name: z.string(),
  sourceId: z.int(),
  sourceName: z.string().nullable(),
  trust: z.enum(["claimed", "trusted"]),
  channel: z.string(),
  device: z.string(),
  orderId: z.string(),
  amount: z.string().nullable(),
  currency: z.string(),
  items: z.int().describe("How many lines the order has."),
  pageUrl: z.string(),
  pageTitle: z.string(),
  properties: z.record(z.string(), z.unknown()),
});

/** One event on the timeline. */
export type TimelineEvent = z.infer<typeof TimelineEvent>;

/** One page of a timeline. */
export const TimelineAnswer = z.object({
  events: z.array(TimelineEvent),
  next: z.string().nullable().describe("The cursor for `before`; null at the beginning of the story."),
});

/** One order of a customer with what was given back on it. */
export const OrderLine = z.object({
  shop: z.string(),
  orderId: z.string(),
  at: z.string(),
  status: z.string(),
  currency: z.string(),
  gross: z.string(),
  discount: z.string(),
  shipping: z.string(),
  tax: z.string(),
  total: z.string(),
  refunded: z.string(),
  trust: z.enum(["claimed", "trusted"]),
  items: z.array(
    z.object({ name: z.string(), productId: z.string(), quantity: z.string(), price: z.string() }),
  ),
});

/** The orders of one customer, newest first. */
export const OrdersAnswer = z.object({ orders: z.array(OrderLine), total: z.int() });

/** A page of a customer's orders. */
export const OrdersQuestion = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

/** A segment that a customer is in. */
export const SegmentOfCustomer = z.object({ id: z.int(), name: z.string(), since: z.string() });

/** The segments that a customer is in, by name. */
export const CustomerSegmentsAnswer = z.object({ segments: z.array(SegmentOfCustomer) });

/** The segments that a customer is in. */
export type CustomerSegmentsAnswer = z.infer<typeof CustomerSegmentsAnswer>;
