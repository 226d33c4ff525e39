/** The calendar of a zone, slowly: what a clock on the wall there shows, and days found by looking at it. */
import type { Place } from "./rule-places.ts";

const HOUR = 3_600_000;
const clocks = new Map<string, Intl.DateTimeFormat>();
const shown = new Map<string, Date>();

/** What a clock in the zone shows at an instant, as if that were UTC. */
export function wallClock(at: number, { timeZone }: Place): Date {
  const key = `${timeZone} ${at}`;
  const known = shown.get(key);
  if (known) return known;
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  clocks.set(timeZone, clock);
  const told = new Date(`${clock.format(at).replace(" ", "T")}Z`);
  shown.set(key, told);
  return told;
}

/** The local day of an instant, YYYY-MM-DD. */
export function localDay(at: number, place: Place): string {
  return wallClock(at, place).toISOString().slice(0, 10);
}

const midnights = new Map<string, number>();

/** The first instant of a local day: where the clock first shows it. */
export function midnight(day: string, place: Place): number {
  const key = `${place.timeZone} ${day}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  const about = Date.parse(`${day}T00:00:00Z`);
  let [before, after] = [about - 16 * HOUR, about + 16 * HOUR];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDay(middle, place) < day) before = middle;
    else after = middle;
  }
  midnights.set(key, after);
  return after;
}

/** The local day so many later. */
export function dayAfter(day: string, by = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 24 * HOUR).toISOString().slice(0, 10);
}

/** A name of the local period of an instant: its first day, or the month. */
export function periodNamed(at: number, period: string, place: Place): string {
  const day = localDay(at, place);
  if (period === "year") return day.slice(0, 4);
  if (period === "month") return day.slice(0, 7);
  if (period === "quarter") return `${day.slice(0, 4)} ${Math.floor((Number(day.slice(5, 7)) - 1) / 3)}`;
  let first = day;
  if (period === "week") while (weekdayOf(first) !== place.firstWeekday) first = dayAfter(first, -1);
  return first;
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
