/** `/api/v1/personas`: kinds of customers, by definition and found in the data. */
import { z } from "zod";
import { AccountSettings } from "./accounts/accounts-contract.ts";

const Count = z.int().min(0);
const Counts = z.array(z.number());

/** The personas that every shop has from the start, from the least to the most. */
export const SHOP_PERSONAS = ["bounced", "browser", "abandoner", "once_low", "once_high", "repeat"] as const;

/** One of {@link SHOP_PERSONAS}. */
export type ShopPersona = (typeof SHOP_PERSONAS)[number];

/** Where the personas of a shop part, and how few customers a persona may have that is found. */
export const PersonaSettings = z.object({
  bouncePages: z.int().min(1).max(20).describe("One visit of so many pages or fewer is a bounce."),
  highOrder: z
    .number()
    .min(0)
    .max(1e12)
    .nullable()
    .describe("From this value on an order is a high one; null: the median of single orders."),
  repeatOrders: z.int().min(2).max(20).describe("From so many orders on somebody buys again."),
  leastCustomers: z.int().min(10).max(100_000).describe("No persona is found of fewer."),
  leastSpeakers: z
    .int()
    .min(3)
    .max(1000)
    .describe("Words and pages are told from so many customers on, so that nobody's own are."),
  accounts: AccountSettings,
});

/** Zod's output of {@link PersonaSettings}. */
export type PersonaSettings = z.infer<typeof PersonaSettings>;

/** How customers of the persona and all others differ, in standard deviations, with the 95 % interval. */
const Difference = z.object({
  /** A measure of src/profile/personas/measures.ts, such as `evenings` or `category:Tea`. */
  measure: z.string(),
  d: z.number(),
  from: z.number(),
  to: z.number(),
  /** Means of the persona and of all others; of amounts the geometric ones. */
  mean: z.number(),
  others: z.number(),
});

/** Zod's output of one difference. */
export type PersonaDifference = z.infer<typeof Difference>;

/** What a persona is named by: a measure in which its customers are above or below all others. */
const Mark = z.object({ measure: z.string(), above: z.boolean() });

/** Zod's output of one mark. */
export type PersonaMark = z.infer<typeof Mark>;

/** A persona in figures. Revenue in the workspace's currency, net of refunds. */
export const Persona = z.object({
  /** A persona by definition by its name, one that was found by its number. */
  id: z.string(),
  kind: z.enum(["shop", "found", "account"]),
  marks: z.array(Mark),
  /** Of one that was found: its number in the run. */
  group: z.int().nullable(),
  /** Of one that was found: its mean Jaccard similarity with what resamples find (Hennig 2007); missing of runs before it was told. */
  again: z.number().nullable().optional(),
  customers: Count,
  buyers: Count,
  /** Buyers who ordered within the activity window. */
  active: Count,
  orders: Count,
  revenue: z.number(),
  discounted: Count,
  refunds: Count,
  /** Where its customers buy within the prices of a category, from 0 to 1; null where not known. */
  priceLevel: z.number().nullable().optional(),
  visits: z.number(),
  views: Count,
  /** The mean of days since the first thing known of them. */
  tenureDays: z.number(),
  /** By hour of the day and day of the week (Monday first), in the workspace's zone. */
  hours: Counts,
  days: Counts,
  devices: z.object({ phone: Count, tablet: Count, desktop: Count, app: Count }),
  channels: Counts,
  viewedCategories: Counts,
  boughtCategories: Counts,
  /** Customers who looked at and who bought each product. */
  viewedProducts: Counts,
  boughtProducts: Counts,
  countries: z.array(z.object({ value: z.string(), customers: Count })),
  languages: z.array(z.object({ value: z.string(), customers: Count })),
  differences: z.array(Difference),
});

/** Zod's output of {@link Persona}. */
export type Persona = z.infer<typeof Persona>;

/** How one number of kinds fared: see the README. */
const Tried = z.object({ kinds: Count, stability: z.number(), tighter: z.number(), smallest: Count });

/** What a run found. */
export const PersonaResult = z.object({
  asOf: z.iso.datetime(),
  timeZone: z.string(),
  currency: z.string(),
  windowDays: z.number(),
  /** Customers with behaviour; of whom enough is known to look for kinds; how many it takes. */
  customers: Count,
  known: Count,
  needed: Count,
  /** As the run took them: the value of a high order is known. */
  thresholds: z.object({ bouncePages: Count, highOrder: z.number(), repeatOrders: Count }),
  search: z.object({
    why: z.enum(["too_few", "unstable", "one_cloud", "too_small"]).nullable(),
    kinds: Count.nullable(),
    stability: z.number().nullable(),
    tried: z.array(Tried),
  }),
  channels: z.array(z.string()),
  categories: z.array(z.string()),
  products: z.array(z.object({ id: z.string(), name: z.string() })),
  /** People at accounts, all together; null where too few are, and missing of runs before they were told. */
  accounts: z.object({ accounts: Count, settings: AccountSettings, all: Persona }).nullable().optional(),
  all: Persona,
  personas: z.array(Persona),
});

/** Zod's output of {@link PersonaResult}. */
export type PersonaResult = z.infer<typeof PersonaResult>;

/** All whom a persona is a part of: people at accounts, or customers with behaviour. */
export function baseOf({ kind }: Pick<Persona, "kind">, { all, accounts }: PersonaResult): Persona {
  return kind === "account" && accounts ? accounts.all : all;
}

/** A run and how far it is. */
export const PersonaRun = z.object({
  id: z.int(),
  status: z.enum(["waiting", "running", "done", "cancelled", "failed"]),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  stage: z.enum(["read", "search", "assign", "tell"]).nullable(),
  share: z.number(),
});

/** Zod's output of {@link PersonaRun}. */
export type PersonaRun = z.infer<typeof PersonaRun>;

/** `GET /api/v1/personas` */
export const PersonasAnswer = z.object({
  settings: PersonaSettings,
  /** The newest run, whatever became of it; null where there never was one. */
  run: PersonaRun.nullable(),
  result: PersonaResult.nullable(),
});

/** Zod's output of {@link PersonasAnswer}. */
export type PersonasAnswer = z.infer<typeof PersonasAnswer>;

/** How a persona was at an earlier run: the last of each month. */
const Then = z.object({
  at: z.iso.datetime(),
  customers: Count,
  /** Of all customers with behaviour. */
  share: z.number(),
  revenue: z.number(),
});

/** `GET /api/v1/personas/:id` */
export const PersonaAnswer = z.object({ result: PersonaResult, persona: Persona, drift: z.array(Then) });

/** Zod's output of {@link PersonaAnswer}. */
export type PersonaAnswer = z.infer<typeof PersonaAnswer>;

/** `GET /api/v1/personas/:id/journeys`: what a few of its customers did last, the oldest first. */
export const JourneysAnswer = z.object({
  journeys: z.array(
    z.object({
      /** The profile id; names and addresses stay with the customer's page. */
      customer: z.string(),
      steps: z.array(
        z.object({
          at: z.iso.datetime(),
          kind: z.string(),
          name: z.string(),
          device: z.string(),
          channel: z.string(),
          /** Of an order, decimal text. */
          amount: z.string().nullable(),
          currency: z.string(),
        }),
      ),
    }),
  ),
});

/** Zod's output of {@link JourneysAnswer}. */
export type JourneysAnswer = z.infer<typeof JourneysAnswer>;
