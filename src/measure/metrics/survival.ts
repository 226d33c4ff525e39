import type { Life } from "./life-queries.ts";

/** Below so many customers still observed, the curve is not followed further. */
const FEW = 30;

/** The curve must have come down to this before its area is called the average lifespan. */
const LOW_ENOUGH = 0.1;

/** How long customers stay active. */
export type Lifespan = {
  /** Area under the survival curve, in days; null where the curve has not come down far enough. */
  readonly days: number | null;
  /** The area as far as the curve can be followed: the lifespan is at least this. */
  readonly atLeastDays: number;
  /** How far that is, and the share still active there. */
  readonly observedDays: number;
  readonly stillActive: number;
  readonly customers: number;
};

/**
 * The average lifespan as the area under the Kaplan–Meier curve (1958): customers whose life goes on
 * count as long as they have been seen. Not 1 / churn: that takes every customer for the same.
 */
export function lifespan(lives: readonly Life[]): Lifespan {
  const customers = lives.reduce((sum, life) => sum + life.customers, 0);
  const days = Map.groupBy(lives, (life) => life.days);
  let atRisk = customers;
  let surviving = 1;
  let area = 0;
  let until = 0;
  for (const [day, here] of [...days].sort(([left], [right]) => left - right)) {
    if (atRisk < FEW) break;
    area += surviving * (day - until);
    until = day;
    const over = here.reduce((sum, life) => sum + (life.over ? life.customers : 0), 0);
    surviving *= 1 - over / atRisk;
    atRisk -= here.reduce((sum, life) => sum + life.customers, 0);
  }
  const known = customers >= FEW && surviving <= LOW_ENOUGH;
  return {
    days: known ? area : null,
    atLeastDays: area,
    observedDays: until,
    stillActive: surviving,
    customers,
  };
}
