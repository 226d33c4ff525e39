import { type FigureBasis, dayOf, periodOf, shiftPeriod, startOfDay } from "../basis/index.ts";
import type { Back } from "./contract.ts";

/**
 * The earlier instant that customers are compared with: the start of the month that runs just before the
 * instant, or the same time of the same day a month, a quarter or a year earlier (the last day of a
 * shorter month), in the workspace's time zone.
 */
export function earlierThan(
  basis: Pick<FigureBasis, "asOf" | "timeZone" | "firstWeekday">,
  back: Back,
): number {
  const { asOf, timeZone } = basis;
  if (back === "this_month") return periodOf(dayOf(asOf - 1, timeZone), "month", basis).from;
  const day = dayOf(asOf, timeZone);
  const first = shiftPeriod(`${day.slice(0, 7)}-01`, back, -1);
  const last = shiftPeriod(shiftPeriod(first, "month", 1), "day", -1);
  const same = `${first.slice(0, 8)}${day.slice(8)}`;
  return startOfDay(same > last ? last : same, timeZone) + (asOf - startOfDay(day, timeZone));
}
