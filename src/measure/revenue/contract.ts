/** `GET /api/v1/figures/revenue`: from what was ordered to what the shop system shows. */
import { z } from "zod";
import { Basis, Bounds, Day, PERIODS, Restatement, figureQuestion } from "../basis/contract.ts";

/** `from` and `to` are days, both inclusive; by default the last 13 periods. */
export const revenueQuestion = figureQuestion.extend({
  from: Day.optional(),
  to: Day.optional(),
  period: z.enum(PERIODS).default("month"),
});

/** Zod's output of {@link revenueQuestion}. */
export type RevenueQuestion = z.infer<typeof revenueQuestion>;

/**
 * Money as decimal text, exact: gross − discounts − refunds + shipping + tax + other = total.
 * `refunds` is goods given back; shipping, tax and other are net of what was given back of them.
 * `revenue` is what the workspace calls revenue.
 */
export const RevenueParts = z.object({
  orders: z.number().int(),
  refundCount: z.number().int(),
  gross: z.string(),
  discounts: z.string(),
  refunds: z.string(),
  shipping: z.string(),
  tax: z.string(),
  other: z.string(),
  total: z.string(),
  revenue: z.string(),
});

/** Zod's output of {@link RevenueParts}. */
export type Parts = z.infer<typeof RevenueParts>;

/** One period; refunds stand in the period of the refund. */
export const RevenueRow = z.object({
  bounds: Bounds,
  complete: z.boolean(),
  identified: RevenueParts,
  anonymous: RevenueParts,
  all: RevenueParts,
  /** Orders and refunds of the period that came after it was closed; null where none did. */
  restated: Restatement.nullable(),
});

/** The answer, oldest period first, with the sum of all of them. */
export const RevenueAnswer = z.object({
  basis: Basis,
  definition: z.literal("revenue"),
  period: z.enum(PERIODS),
  rows: z.array(RevenueRow),
  sum: RevenueRow.omit({ bounds: true, complete: true, restated: true }),
});

/** Zod's output of {@link RevenueAnswer}. */
export type RevenueTable = z.infer<typeof RevenueAnswer>;
