/** `GET /api/v1/figures/retention`: the reconciliation table, period by period. */
import { z } from "zod";
import { CUSTOMER_SET_KINDS } from "../../core/customer-sets-port.ts";
import {
  Basis,
  Bounds,
  DIMENSIONS,
  Day,
  PERIODS,
  REASONS,
  Restatement,
  SetName,
  figureQuestion,
} from "../basis/contract.ts";

/** `from` and `to` are days, both inclusive, widened to whole periods; by default the last 13 periods. */
export const retentionQuestion = figureQuestion.extend({
  from: Day.optional(),
  to: Day.optional(),
  period: z.enum(PERIODS).default("month"),
});

/** Zod's output of {@link retentionQuestion}. */
export type RetentionQuestion = z.infer<typeof retentionQuestion>;

/**
 * One period: opening + new + wonBack − lost = closing, always. All null, with the reason
 * `before_first_window`, where the data begins later than the business and its first window is not over.
 */
export const ReconciliationRow = z.object({
  bounds: Bounds,
  /** False where the period goes on after the as-of instant: the row is then as of that instant. */
  complete: z.boolean(),
  opening: z.number().int().nullable(),
  new: z.number().int().nullable(),
  wonBack: z.number().int().nullable(),
  lost: z.number().int().nullable(),
  closing: z.number().int().nullable(),
  /** Shares of the opening customers; they add up to 1. */
  retention: z.number().nullable(),
  churn: z.number().nullable(),
  /** First order in the period, not active any more at its end: outside the sum. */
  joinedAndLeft: z.number().int().nullable(),
  /** Customers whose first order in the data lies in this period but who may have been there before. */
  alreadyThere: z.number().int(),
  reason: z.enum(REASONS).nullable(),
  /** What came after the period was closed and changed it; null where nothing did. */
  restated: Restatement.nullable(),
});

/** Zod's output of {@link ReconciliationRow}. */
export type Reconciliation = z.infer<typeof ReconciliationRow>;

/** The answer, oldest period first; at most 400 of them. */
export const RetentionAnswer = z.object({
  basis: Basis,
  definition: z.literal("reconciliation"),
  period: z.enum(PERIODS),
  rows: z.array(ReconciliationRow),
});

/** Zod's output of {@link RetentionAnswer}. */
export type RetentionTable = z.infer<typeof RetentionAnswer>;

/** What one period can be told apart by: what orders carry, and sets of customers. */
export const BREAKDOWNS = [...DIMENSIONS, ...CUSTOMER_SET_KINDS] as const;

/** One of {@link BREAKDOWNS}. */
export type BreakdownBy = (typeof BREAKDOWNS)[number];

/** `GET /api/v1/figures/breakdown`: one period by the values of a dimension, the largest 50. */
export const breakdownQuestion = figureQuestion.omit({ dimension: true, value: true }).extend({
  by: z.enum(BREAKDOWNS),
  /** By segments or personas: only these, their ids with commas between them; left out: all. */
  of: z.string().max(500).optional(),
  period: z.enum(PERIODS).default("month"),
  /** Any day in the period; by default the last complete one. */
  day: Day.optional(),
});

/** Zod's output of {@link breakdownQuestion}. */
export type BreakdownQuestion = z.infer<typeof breakdownQuestion>;

/** The figures of one value. A customer stands under every value that they ordered with, and every set they are in. */
export const BreakdownRow = z.object({
  value: z.string(),
  label: z.string(),
  /** By segments and personas: what the set is called. */
  set: SetName.nullable(),
  opening: z.number().int(),
  new: z.number().int(),
  wonBack: z.number().int(),
  lost: z.number().int(),
  closing: z.number().int(),
  retention: z.number().nullable(),
  churn: z.number().nullable(),
  orders: z.number().int(),
  orderingCustomers: z.number().int(),
  /** Decimal text; refunds are left out here, since they need not carry the dimension. */
  revenue: z.string(),
  averageOrderValue: z.number().nullable(),
  purchaseFrequency: z.number().nullable(),
  /** Customers with two or more orders of this value / with one or more, as of the period's end. */
  repeatRate: z.number().nullable(),
});

/** The answer, most closing customers first. */
export const BreakdownAnswer = z.object({
  basis: Basis,
  by: z.enum(BREAKDOWNS),
  bounds: Bounds,
  complete: z.boolean(),
  rows: z.array(BreakdownRow),
  /** Values that are not shown because the list ends. */
  more: z.number().int(),
});

/** Zod's output of {@link BreakdownAnswer}. */
export type Breakdown = z.infer<typeof BreakdownAnswer>;
