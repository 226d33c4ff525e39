import { shiftPeriod, startOfDay } from "../../core/calendar.ts";
import { today, type Moment } from "./moment.ts";

/** Each day of a year (MM-DD): whether it comes round within the next so long, and until when that is sure. */
type Anniversaries = {
  readonly days: readonly string[];
  readonly holding: ReadonlySet<string>;
  /** In the order of the days, in milliseconds. */
  readonly untils: readonly number[];
};

const DAYS = Array.from({ length: 366 }, (_, index) =>
  new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(5, 10),
);

/**
 * When each day of a year comes round next: from its midnight in the workspace's zone, that day
 * included. 29 February is 28 February in years without it.
 */
export function anniversaries(length: number, moment: Moment): Anniversaries {
  const now = today(moment);
  const holding = new Set<string>();
  const untils = DAYS.map((ofYear) => {
    const day = nextDay(ofYear, now);
    const begins = startOfDay(day, moment.timeZone);
    if (begins - length > moment.asOf) return begins - length;
    holding.add(ofYear);
    return startOfDay(shiftPeriod(day, "day", 1), moment.timeZone);
  });
  return { days: DAYS, holding, untils };
}

function nextDay(ofYear: string, now: string): string {
  const year = Number(now.slice(0, 4));
  const day = inYear(ofYear, year);
  return day >= now ? day : inYear(ofYear, year + 1);
}

function inYear(ofYear: string, year: number): string {
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
  return `${year}-${ofYear === "02-29" && !isLeap ? "02-28" : ofYear}`;
}
