import { DAY_MS } from "../../core/calendar.ts";
import type { FigureNote } from "./contract.ts";
import type { GapFigures } from "./queries.ts";

/** Fewer gaps than this give no window yet. */
export const GAPS_NEEDED = 100;

/** The window while there are too few gaps, in days. */
export const PROVISIONAL_DAYS = 90;

/** From this share of repeat customers on, a business is said to look like a subscription. */
const SUBSCRIPTION_SHARE = 0.5;

/** So many first orders in the first 30 days, against a usual 30 days later, show older customers. */
const RUSH = 1.5;

/** The 90th percentile of gaps, rounded up, within 30 to 365 days; null with too few gaps. */
export function defaultWindow({ gaps, p90Days }: GapFigures): number | null {
  if (gaps < GAPS_NEEDED || p90Days === null) return null;
  return Math.min(365, Math.max(30, Math.ceil(p90Days)));
}

/** Says so where most repeat customers pay one amount at a fixed interval; null elsewhere. */
export function subscriptionNote({ repeatCustomers, monthly, yearly }: GapFigures): FigureNote | null {
  const interval = yearly > monthly ? "year" : "month";
  const customers = Math.max(yearly, monthly);
  if (repeatCustomers < 20 || customers / repeatCustomers < SUBSCRIPTION_SHARE) return null;
  return {
    code: "subscription_like",
    interval,
    share: customers / repeatCustomers,
    customers,
    repeatCustomers,
  };
}

/** The instants between which first orders are counted to tell whether the data begins later than the business. */
export function beginningProbe(dataFrom: number, windowDays: number, asOf: number): number[] {
  const windowEnd = dataFrom + windowDays * DAY_MS;
  const until = Math.min(asOf, windowEnd + 90 * DAY_MS);
  return [dataFrom, dataFrom + 30 * DAY_MS, Math.max(windowEnd, dataFrom + 30 * DAY_MS + 1), until + 1];
}

/**
 * Whether the data begins later than the business. It does where the first 30 days bring half as
 * many first orders again as the usual 30 days once the first window is over; until 30 days after
 * the window can be compared, nobody is called new on a guess.
 */
export function beginsLater(probe: readonly number[], firstOrders: readonly number[]): boolean {
  const [, , windowEnd = 0, until = 0] = probe;
  const days = (until - windowEnd) / DAY_MS;
  if (days < 30) return true;
  const usual = ((firstOrders[2] ?? 0) / days) * 30;
  return (firstOrders[0] ?? 0) > RUSH * usual;
}
