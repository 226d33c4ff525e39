/** The customers behind any figure: the sets, and the pages of them. */
import { z } from "zod";
import { CUSTOMER_STATES, VALUE_TIERS } from "../../core/figures-port.ts";
import { Basis, Bounds, Day, PERIODS, figureQuestion } from "../basis/contract.ts";

/**
 * Sets of customers. With `day` and `period`: opening, new, won_back, lost, closing, retained,
 * joined_and_left, already_there, ordered. With `day` (the cohort's first day), `period` and `k`:
 * cohort (who ordered in the cohort's period k; k 0 is all of it). With `day`, `period` and `within`:
 * reordered (of the cohort, within so many days). As of the instant: one_time, repeat, customers.
 */
export const CUSTOMER_SETS = [
  "opening",
  "new",
  "won_back",
  "lost",
  "closing",
  "retained",
  "joined_and_left",
  "already_there",
  "ordered",
  "cohort",
  "reordered",
  "one_time",
  "repeat",
  "customers",
] as const;

/** One of {@link CUSTOMER_SETS}. */
export type CustomerSet = (typeof CUSTOMER_SETS)[number];

/** Which set, precisely enough to open it: the query of the customers route beside the basis. */
export const SetReference = z.object({
  set: z.enum(CUSTOMER_SETS),
  period: z.enum(PERIODS).optional(),
  /** Any day in the period (for `cohort` and `reordered`: of the period of the first order). */
  day: Day.optional(),
  k: z.coerce.number().int().min(0).max(400).optional(),
  within: z.coerce.number().int().min(1).max(1100).optional(),
});

/** Zod's output of {@link SetReference}. */
export type SetOfCustomers = z.infer<typeof SetReference>;

/** `GET /api/v1/figures/customers` and, without paging, `…/customers.csv`. */
export const customersQuestion = figureQuestion.extend(SetReference.shape).extend({
  sort: z.enum(["revenue", "orders", "lastOrderAt", "firstOrderAt"]).default("revenue"),
  descending: z.stringbool().default(true),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

/** Zod's output of {@link customersQuestion}. */
export type CustomersQuestion = z.infer<typeof customersQuestion>;

/** One customer in a list. */
export const CustomerRow = z.object({
  profileId: z.string(),
  /** What the customer is called; null where nothing is known but the number. */
  name: z.string().nullable(),
  state: z.enum(CUSTOMER_STATES),
  tier: z.enum(VALUE_TIERS).nullable(),
  orders: z.number().int(),
  /** So far, net of refunds, decimal text. */
  revenue: z.string().nullable(),
  firstOrderAt: z.string(),
  lastOrderAt: z.string(),
});

/** The answer: `total` equals the figure. */
export const CustomersAnswer = z.object({
  basis: Basis,
  set: SetReference,
  bounds: Bounds.nullable(),
  total: z.number().int(),
  rows: z.array(CustomerRow),
});

/** Zod's output of {@link CustomersAnswer}. */
export type CustomersPage = z.infer<typeof CustomersAnswer>;
