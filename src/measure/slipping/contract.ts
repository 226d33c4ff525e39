/** `GET /api/v1/figures/slipping` (and `.csv`): active customers silent for longer than their own rhythm. */
import { z } from "zod";
import { VALUE_TIERS } from "../../core/figures-port.ts";
import { Basis, figureQuestion } from "../basis/contract.ts";

/** How the list may be sorted; `overdue`: silence / threshold. */
export const SLIPPING_SORTS = ["value", "silence", "overdue", "lastOrderAt"] as const;

/** `GET /api/v1/figures/slipping`; the CSV takes the same and has no pages. */
export const slippingQuestion = figureQuestion.extend({
  sort: z.enum(SLIPPING_SORTS).default("value"),
  tier: z.enum(VALUE_TIERS).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** From the answer before. */
  cursor: z.string().max(200).optional(),
});

/** Zod's output of {@link slippingQuestion}. */
export type SlippingQuestion = z.infer<typeof slippingQuestion>;

/** Why: the text is made of it where it is shown. Days. */
export const SlippingReason = z.object({
  /** `own_rhythm`: five or more gaps of their own; `few_orders`: mostly the group's rhythm. */
  code: z.enum(["own_rhythm", "few_orders"]),
  silentDays: z.number(),
  usualDays: z.number(),
  thresholdDays: z.number(),
  gaps: z.number().int(),
});

/** Zod's output of {@link SlippingReason}. */
export type WhySlipping = z.infer<typeof SlippingReason>;

/** One customer who slips away. */
export const SlippingRow = z.object({
  profileId: z.string(),
  name: z.string().nullable(),
  tier: z.enum(VALUE_TIERS).nullable(),
  /** Historic value: orders net of refunds so far, decimal text. */
  value: z.string(),
  orders: z.number().int(),
  lastOrderAt: z.string(),
  daysSinceLastOrder: z.number(),
  /** The median of their own gaps, in days. */
  medianGapDays: z.number().nullable(),
  reason: SlippingReason,
  /** Category → granted or denied; a category that is absent was never asked. */
  consent: z.record(z.string(), z.enum(["granted", "denied"])),
});

/** Zod's output of {@link SlippingRow}. */
export type SlippingCustomer = z.infer<typeof SlippingRow>;

/** The answer. The threshold is (n × own p90 + 3 × group p90) / (n + 3), n the customer's own gaps. */
export const SlippingAnswer = z.object({
  basis: Basis,
  definition: z.literal("slipping"),
  groupP90Days: z.number().nullable(),
  total: z.number().int(),
  /** Historic value of all who slip, decimal text. */
  totalValue: z.string(),
  rows: z.array(SlippingRow),
  /** Consent categories that occur, in the order of their columns. */
  consentCategories: z.array(z.string()),
  nextCursor: z.string().nullable(),
});

/** Zod's output of {@link SlippingAnswer}. */
export type SlippingList = z.infer<typeof SlippingAnswer>;
