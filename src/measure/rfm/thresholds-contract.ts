/** `GET` and `PUT /api/v1/figures/rfm/thresholds`: where the classes of RFM begin. */
import { z } from "zod";
import type { Reason } from "../../core/reason.ts";
import { Basis, Instant } from "../basis/contract.ts";

const rising = (values: readonly number[]) =>
  values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));

const NOT_RISING = "figures.rfm_not_rising" satisfies Reason;

/** An amount in the workspace's currency; a customer's value may lie below nothing. */
const Amount = z.string().regex(/^-?\d{1,13}(\.\d{1,4})?$/, "figures.rfm_amount" satisfies Reason);

/** Where the classes begin. Four each, none below the one before it. */
export const Thresholds = z.object({
  /** Days of 24 hours since the last order: up to the first is class 5, up to the last class 2. */
  recency: z.array(z.int().min(1).max(36_500)).length(4).refine(rising, NOT_RISING),
  /** Orders: from the first on class 2, from the last on class 5. */
  frequency: z.array(z.int().min(1).max(1_000_000)).length(4).refine(rising, NOT_RISING),
  /** Revenue so far, net of refunds: from the first on class 2, from the last on class 5. */
  monetary: z
    .array(Amount)
    .length(4)
    .refine((amounts) => rising(amounts.map(Number)), NOT_RISING),
  /** From this value of their only order on, one-time buyers are of a high order value. */
  oneTime: Amount,
});

/** Zod's output of {@link Thresholds}. */
export type Thresholds = z.infer<typeof Thresholds>;

/** The thresholds that hold, who set them and when. */
export const ThresholdsNow = z.object({
  thresholds: Thresholds,
  /** `provisional`: a file is still coming in, and its first lines would settle them for good. */
  chosenBy: z.enum(["data", "person", "provisional"]),
  /** Who set them, by kind and number; null: the data. */
  saidBy: z.string().nullable(),
  saidAt: Instant.nullable(),
});

/** Zod's output of {@link ThresholdsNow}. */
export type ThresholdsNow = z.infer<typeof ThresholdsNow>;

/** `GET /api/v1/figures/rfm/thresholds`: what holds, what the data would give now, and who set what before. */
export const ThresholdsAnswer = z.object({
  basis: Basis,
  now: ThresholdsNow.nullable(),
  /** Null with fewer customers than `needed`. */
  fromData: Thresholds.nullable(),
  customers: z.number().int(),
  needed: z.number().int(),
  /** The versions in the workspace's currency, the latest first; null: given back to the data. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      thresholds: Thresholds.nullable(),
      chosenBy: z.enum(["data", "person"]),
      saidBy: z.string().nullable(),
      saidAt: Instant,
    }),
  ),
});

/** Zod's output of {@link ThresholdsAnswer}. */
export type ThresholdsPage = z.infer<typeof ThresholdsAnswer>;

/** `PUT` of the same: thresholds fix them, null gives them back to the data, a version brings it back. */
export const thresholdsChange = z
  .object({ thresholds: Thresholds.nullable().optional(), version: z.int().positive().optional() })
  .strict()
  .refine(({ thresholds, version }) => (thresholds === undefined) !== (version === undefined), {
    path: ["thresholds"],
    message: "figures.rfm_one_of" satisfies Reason,
  });

/** Zod's output of {@link thresholdsChange}. */
export type ThresholdsChange = z.infer<typeof thresholdsChange>;
