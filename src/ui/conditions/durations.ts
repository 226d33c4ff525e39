import type { Duration, DurationUnit } from "../../profile/conditions/contract.ts";

/** A length of time as its unit and how many of it. */
export function partsOf(duration: Duration): { unit: DurationUnit; count: number } {
  const [unit = "days", count = 1] = (Object.entries(duration)[0] ?? []) as [DurationUnit?, number?];
  return { unit, count };
}
