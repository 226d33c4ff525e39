/** `GET /api/v1/figures/overview`: the figures of a business at one glance. */
import { z } from "zod";
import { Basis, Bounds, PERIODS, REASONS, Restatement, figureQuestion } from "../basis/contract.ts";
import { SetReference } from "../customers/contract.ts";

/** The figures, in the order of the page; each key is also the key of its definition and its name. */
export const FIGURES = [
  "retention_rate",
  "churn_rate",
  "repeat_rate",
  "reorder_30",
  "reorder_90",
  "reorder_365",
  "average_order_value",
  "purchase_frequency",
  "customer_value",
  "lifetime_value_formula",
  "lifetime_value_historic",
] as const;

/** One of {@link FIGURES}. */
export type FigureKey = (typeof FIGURES)[number];

/** How a value is read: a share of 1, money in the workspace's currency, or orders a customer. */
export const UNITS = ["share", "money", "orders"] as const;

/** `GET /api/v1/figures/overview`. */
export const overviewQuestion = figureQuestion.extend({
  period: z.enum(PERIODS).exclude(["day"]).default("month"),
});

/** Zod's output of {@link overviewQuestion}. */
export type OverviewQuestion = z.infer<typeof overviewQuestion>;

/** A value with the period that it is of; `value` null has its `reason`. */
export const FigurePoint = z.object({
  bounds: Bounds,
  value: z.number().nullable(),
  reason: z.enum(REASONS).nullable(),
});

/** Zod's output of {@link FigurePoint}. */
export type Point = z.infer<typeof FigurePoint>;

/** One figure, with what UI.md says a figure always is. */
export const Figure = z.object({
  key: z.enum(FIGURES),
  unit: z.enum(UNITS),
  betterWhen: z.enum(["higher", "lower"]),
  value: z.number().nullable(),
  reason: z.enum(REASONS).nullable(),
  /** The period (or, for reorder figures, the cohort's period) that the value is of. */
  bounds: Bounds,
  /** The denominator: customers or orders. */
  n: z.number().int().nullable(),
  /** Of shares: the 95 % Wilson interval, so that a change within it can be grey. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** What the value was worked out from, by name: counts, decimal text for money, days. */
  parts: z.record(z.string(), z.union([z.number(), z.string()])),
  /** The same figure a period (by default a month) and a year before; null where there is none. */
  previous: FigurePoint.nullable(),
  yearBefore: FigurePoint.nullable(),
  /** Thirteen periods, oldest first, the last is the value itself. */
  series: z.array(FigurePoint),
  /** What came after the figure's period was closed and changed it; null where nothing did. */
  restated: Restatement.nullable(),
  /** The customers behind: of the numerator, and of the denominator. */
  behind: SetReference.nullable(),
  behindAll: SetReference.nullable(),
});

/** Zod's output of {@link Figure}. */
export type FigureAnswer = z.infer<typeof Figure>;

/** What one point less churn would be worth in a period, and how that was worked out. */
export const ChurnPoint = z.object({
  /** 1 % of the customers active at the start. */
  customersKept: z.number(),
  /** Revenue of the period / mean of opening and closing. */
  revenuePerActiveCustomer: z.number(),
  /** customersKept × revenuePerActiveCustomer, for one period. */
  worth: z.number(),
});

/** What the page's title says, in numbers. */
export const Headline = z.object({
  trend: z.enum(["rose", "held", "fell", "unknown"]),
  retention: z.number().nullable(),
  /** Against the period before, as a share (0.021 is 2.1 points). */
  change: z.number().nullable(),
  lost: z.number().int().nullable(),
  wonBack: z.number().int().nullable(),
  opening: z.number().int().nullable(),
  closing: z.number().int().nullable(),
  new: z.number().int().nullable(),
});

/** The answer; figures are of the last complete period before the as-of instant. */
export const OverviewAnswer = z.object({
  basis: Basis,
  period: z.enum(PERIODS),
  bounds: Bounds,
  headline: Headline,
  figures: z.array(Figure),
  /** Null where revenue or retention of the period is not known. */
  churnPoint: ChurnPoint.nullable(),
});

/** Zod's output of {@link OverviewAnswer}. */
export type Overview = z.infer<typeof OverviewAnswer>;
