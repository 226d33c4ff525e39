/** Calendar periods. */
export const PERIODS = ["day", "week", "month", "quarter", "year"] as const;

/** One of {@link PERIODS}. */
export type Period = (typeof PERIODS)[number];

/** The workspace's calendar: an IANA time zone, and the ISO weekday (1 Monday … 7 Sunday) that weeks start on. */
export type Calendar = { readonly timeZone: string; readonly firstWeekday: number };

/** From an instant inclusive to an instant exclusive, in milliseconds; `day` is the first local day. */
export type Span = { readonly from: number; readonly to: number; readonly day: string };

/** Milliseconds of 24 hours: windows and gaps are counted in these, whatever clocks do. */
export const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat("en-CA-u-ca-iso8601-hc-h23", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(timeZone, found);
  }
  return found;
}

/** What clocks in the zone show at an instant, as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  const read: Record<string, number> = {};
  for (const part of formatter(timeZone).formatToParts(instant)) read[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The local day of an instant, YYYY-MM-DD. */
export function dayOf(instant: number, timeZone: string): string {
  return new Date(wallClock(instant, timeZone)).toISOString().slice(0, 10);
}

/** The hour (0 to 23) and the ISO weekday (1 Monday … 7 Sunday) that an instant has in the zone. */
export function hourAndWeekday(instant: number, timeZone: string): { hour: number; weekday: number } {
  const local = new Date(wallClock(instant, timeZone));
  return { hour: local.getUTCHours(), weekday: local.getUTCDay() || 7 };
}

/**
 * The first instant of a local day. Where clocks skip midnight it is the moment they skip; where
 * midnight comes twice, the first.
 */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offsetBefore = wallClock(midnight - 1.5 * DAY_MS, timeZone) - (midnight - 1.5 * DAY_MS);
  const offsetAfter = wallClock(midnight + 1.5 * DAY_MS, timeZone) - (midnight + 1.5 * DAY_MS);
  const guesses = [midnight - offsetBefore, midnight - offsetAfter];
  const exact = guesses.filter((guess) => wallClock(guess, timeZone) === midnight);
  return exact.length > 0 ? Math.min(...exact) : midnight - offsetBefore;
}

/** The first day of the period that a day lies in. */
export function firstDay(day: string, period: Period, firstWeekday: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (period === "week") {
    const weekday = date.getUTCDay() || 7;
    return show(date.getTime() - ((weekday - firstWeekday + 7) % 7) * DAY_MS);
  }
  if (period === "month") return `${day.slice(0, 7)}-01`;
  if (period === "quarter") {
    return show(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - (date.getUTCMonth() % 3), 1));
  }
  return period === "year" ? `${day.slice(0, 4)}-01-01` : day;
}

/** The first day of the period so many later (or earlier, below 0), from a period's first day. */
export function shiftPeriod(first: string, period: Period, by: number): string {
  const date = new Date(`${first}T00:00:00Z`);
  if (period === "day") return show(date.getTime() + by * DAY_MS);
  if (period === "week") return show(date.getTime() + by * 7 * DAY_MS);
  const months = by * { month: 1, quarter: 3, year: 12 }[period];
  return show(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
}

function show(midnight: number): string {
  return new Date(midnight).toISOString().slice(0, 10);
}

/** The period that a day lies in. */
export function periodOf(day: string, period: Period, calendar: Calendar): Span {
  const first = firstDay(day, period, calendar.firstWeekday);
  return {
    from: startOfDay(first, calendar.timeZone),
    to: startOfDay(shiftPeriod(first, period, 1), calendar.timeZone),
    day: first,
  };
}

/** The period so many later (or earlier, below 0) than another. */
export function shifted(span: Span, period: Period, by: number, calendar: Calendar): Span {
  return periodOf(shiftPeriod(span.day, period, by), period, calendar);
}
