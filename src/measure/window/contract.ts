/** `GET /api/v1/figures/windows`, `PUT /api/v1/figures/window`: for how long a silent customer stays active. */
import { z } from "zod";
import { Basis, Bounds, REASONS, WindowChoice, figureQuestion } from "../basis/contract.ts";

/** What can be asked: the basis only. */
export const windowsQuestion = figureQuestion;

/** What one window would give for the last complete month. */
export const WindowOption = z.object({
  days: z.number().int(),
  current: z.boolean(),
  /** The data's own default now: the 90th percentile of gaps, rounded up, within 30 to 365. */
  fromData: z.boolean(),
  opening: z.number().int().nullable(),
  closing: z.number().int().nullable(),
  lost: z.number().int().nullable(),
  retention: z.number().nullable(),
  reason: z.enum(REASONS).nullable(),
});

/** Gaps between orders of the same customer, in days. */
export const Rhythm = z.object({
  gaps: z.number().int(),
  medianDays: z.number().nullable(),
  p90Days: z.number().nullable(),
  /** What the data would choose now; null with too few gaps. */
  defaultDays: z.number().int().nullable(),
});

/** The answer: 30, 90, 365 days, the current window and the data's own, shortest first. */
export const WindowsAnswer = z.object({
  basis: Basis,
  definition: z.literal("active"),
  bounds: Bounds,
  rhythm: Rhythm,
  options: z.array(WindowOption),
});

/** Zod's output of {@link WindowsAnswer}. */
export type Windows = z.infer<typeof WindowsAnswer>;

/** `PUT /api/v1/figures/window`: days fix it; null gives it back to the data, which fixes it anew. */
export const windowChange = z.object({ days: z.number().int().min(1).max(1100).nullable() });

/** What the window is now. */
export const WindowAnswer = z.object({ window: WindowChoice });
