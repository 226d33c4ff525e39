/** What every answer of the measure stage says about itself, and what every question may set. */
import { z } from "zod";
import { CUSTOMER_SET_KINDS } from "../../core/customer-sets-port.ts";

export { PERIODS } from "../../core/calendar.ts";
export type { Period } from "../../core/calendar.ts";

/**
 * What orders can be told apart by. A dimension selects orders: `country`, `source`, `channel` and
 * `discount` ("yes": a coupon or a discount was used) by the order itself, `product` (its id) and
 * `category` where at least one item is of it. Every figure is then worked out as if only these
 * orders existed, each with its whole revenue.
 */
export const DIMENSIONS = ["country", "source", "channel", "product", "category", "discount"] as const;

/** One of {@link DIMENSIONS}. */
export type Dimension = (typeof DIMENSIONS)[number];

/** An instant as JSON carries it: ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ offset: true });

/** A calendar day in the workspace's time zone, YYYY-MM-DD. */
export const Day = z.iso.date();

/** What any question about figures may set. */
export const figureQuestion = z.object({
  /** Orders before this instant; default now, or just after the last order where the data ended long ago. */
  asOf: Instant.optional(),
  /** Another activity window, in days, for this answer only. */
  window: z.coerce.number().int().min(1).max(1100).optional(),
  dimension: z.enum(DIMENSIONS).optional(),
  /** The dimension's value; needed with `dimension`. */
  value: z.string().max(500).optional(),
  /**
   * Only customers who are members of all of these now: `segment:` and a segment's number or name,
   * `persona:` and a persona's id, several with commas between them.
   */
  who: z.string().max(500).optional(),
});

/** Zod's output of {@link figureQuestion}. */
export type FigureQuestion = z.infer<typeof figureQuestion>;

/** From an instant inclusive to an instant exclusive, with the name of the first local day. */
export const Bounds = z.object({ from: Instant, to: Instant, day: Day });

/** Zod's output of {@link Bounds}. */
export type PeriodBounds = z.infer<typeof Bounds>;

/**
 * What came after a figure's period was closed and changed it: orders and refunds received late (or
 * changed, by what counts), merges that joined customers who had both ordered before its end, and
 * imports that were taken back.
 */
export const Restatement = z.object({
  orders: z.number().int(),
  refunds: z.number().int(),
  merges: z.number().int(),
  /** Orders and refunds that stood in it, of imports that were taken back. */
  undone: z.number().int(),
});

/** Zod's output of {@link Restatement}. */
export type Restated = z.infer<typeof Restatement>;

/** What the reader must know beside the figures: a code for the text, and its numbers. */
export const Note = z.discriminatedUnion("code", [
  z.object({ code: z.literal("no_orders") }),
  /** Money of these currencies stands in no figure until a rate is entered. */
  z.object({
    code: z.literal("missing_rates"),
    currencies: z.array(z.object({ currency: z.string(), orders: z.number(), refunds: z.number() })),
  }),
  /** No trusted source of orders: those that a public key claims count. */
  z.object({ code: z.literal("claimed_orders_counted"), orders: z.number() }),
  z.object({ code: z.literal("claimed_orders_left_out"), orders: z.number() }),
  /** In no customer figure; the revenue reconciliation shows them apart. */
  z.object({ code: z.literal("anonymous_orders"), orders: z.number() }),
  /** Customers who first ordered before `until` were already there; figures before it are not shown. */
  z.object({
    code: z.literal("data_begins_later"),
    dataFrom: Instant,
    dataDay: Day,
    until: Instant,
    customers: z.number(),
    /** Since when a person says that the business has been there; null: the first orders tell. */
    since: Day.nullable(),
  }),
  /** A person says that the business began with its data: nobody was there before, whatever the first orders tell. */
  z.object({ code: z.literal("business_began"), since: Day, dataDay: Day, dataSaysLater: z.boolean() }),
  /** Nobody has ordered since: figures are as of the end of the data. */
  z.object({ code: z.literal("data_ended"), lastOrderAt: Instant }),
  /** So many of the periods shown were restated; the numbers are of them all together. */
  Restatement.extend({ code: z.literal("restated"), periods: z.number().int() }),
  z.object({ code: z.literal("incomplete_period"), from: Instant, to: Instant, until: Instant }),
  /** Too few gaps between orders to take the window from the data yet. */
  z.object({ code: z.literal("window_provisional"), gaps: z.number(), needed: z.number() }),
  /** This business needs contract retention: `share` of repeat customers pay the same amount at a fixed interval. */
  z.object({
    code: z.literal("subscription_like"),
    interval: z.enum(["month", "year"]),
    share: z.number(),
    customers: z.number(),
    repeatCustomers: z.number(),
  }),
  /** Members of a set that the figures are held to were chosen by what they did until now. */
  z.object({ code: z.literal("chosen_by_behaviour") }),
  z.object({ code: z.literal("dimension_selects_orders"), dimension: z.enum(DIMENSIONS), value: z.string() }),
]);

/** Zod's output of {@link Note}. */
export type FigureNote = z.infer<typeof Note>;

/** Where the activity window comes from; `question`: asked for this once; `provisional`: too little data yet. */
export const WindowChoice = z.object({
  days: z.number().int(),
  chosenBy: z.enum(["data", "person", "question", "provisional"]),
});

/** Zod's output of {@link WindowChoice}. */
export type ActivityWindow = z.infer<typeof WindowChoice>;

/** What revenue holds: by default paid for goods, after discounts and refunds, without tax and shipping. */
export const RevenueRule = z.object({
  includeTax: z.boolean(),
  includeShipping: z.boolean(),
  deductDiscounts: z.boolean(),
  deductRefunds: z.boolean(),
});

/** Zod's output of {@link RevenueRule}. */
export type Revenue = z.infer<typeof RevenueRule>;

/** What a set of customers is called: `name` is empty where the reader's language names it, by id or marks. */
export const SetName = z.object({
  kind: z.enum(CUSTOMER_SET_KINDS),
  id: z.string(),
  name: z.string(),
  marks: z.array(z.object({ measure: z.string(), above: z.boolean() })).readonly(),
  isList: z.boolean(),
});

/** Zod's output of {@link SetName}. */
export type NamedSet = z.infer<typeof SetName>;

/** A set that the figures are held to, with its members of now. */
export const WhoSet = SetName.extend({
  /** When its members were looked at last. */
  asOf: Instant,
  customers: z.number().int(),
  /** What they did made them members. */
  byBehaviour: z.boolean(),
  /** False while its rule is being held against all customers. */
  isWhole: z.boolean(),
});

/** What stands in the header of every page with figures. */
export const Basis = z.object({
  asOf: Instant,
  timeZone: z.string(),
  currency: z.string(),
  firstWeekday: z.number().int(),
  window: WindowChoice,
  revenue: RevenueRule,
  /** The local day of the first order that counts, as an instant. */
  dataFrom: Instant.nullable(),
  dimension: z.object({ name: z.enum(DIMENSIONS), value: z.string() }).nullable(),
  /** Whose members alone are counted; empty: all customers. */
  who: z.array(WhoSet),
  notes: z.array(Note),
});

/** Zod's output of {@link Basis}. */
export type BasisAnswer = z.infer<typeof Basis>;

/** Why a figure has no value. */
export const REASONS = [
  "before_first_window",
  "not_known_yet",
  "nobody",
  "immature",
  "missing_rates",
] as const;

/** One of {@link REASONS}. */
export type Reason = (typeof REASONS)[number];
