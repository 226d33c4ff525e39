/** `GET /api/v1/figures/cohorts`: N-period cohorts as a heat map. */
import { z } from "zod";
import { Basis, Bounds, Day, PERIODS, Restatement, figureQuestion } from "../basis/contract.ts";

/** What a cell holds: customers who ordered, their share of the cohort, or what they paid. */
export const COHORT_MEASURES = ["share", "count", "revenue"] as const;

/** `from` and `to` are days of the first order, both inclusive; by default the last 13 periods. */
export const cohortsQuestion = figureQuestion.extend({
  from: Day.optional(),
  to: Day.optional(),
  period: z.enum(PERIODS).default("month"),
  measure: z.enum(COHORT_MEASURES).default("share"),
  /** How many periods after the first to show. */
  periods: z.coerce.number().int().min(0).max(60).default(12),
});

/** Zod's output of {@link cohortsQuestion}. */
export type CohortsQuestion = z.infer<typeof cohortsQuestion>;

/** Customers who ordered first in the same period. */
export const CohortRow = z.object({
  bounds: Bounds,
  customers: z.number().int(),
  /** They may have been customers before the data begins. */
  alreadyThere: z.boolean(),
  /** Period k after the first order; null: not yet begun (immature), never 0. Revenue in currency units. */
  cells: z.array(z.number().nullable()),
  /** The k whose period the as-of instant cuts off; null where none does. */
  incompleteAt: z.number().int().nullable(),
  /** What came after the cohort's period was closed and changed it; null where nothing did. */
  restated: Restatement.nullable(),
});

/** Zod's output of {@link CohortRow}. */
export type Cohort = z.infer<typeof CohortRow>;

/** The answer, oldest cohort first; the customers of a cell are the set `cohort` with day, period and k. */
export const CohortsAnswer = z.object({
  basis: Basis,
  definition: z.literal("cohort_retention"),
  period: z.enum(PERIODS),
  measure: z.enum(COHORT_MEASURES),
  rows: z.array(CohortRow),
  /** The cohort whose mature cells lie furthest below the others', in share; for the title. */
  weakest: z.object({ day: Day, below: z.number() }).nullable(),
});

/** Zod's output of {@link CohortsAnswer}. */
export type CohortTable = z.infer<typeof CohortsAnswer>;
