import { dayOf, shiftPeriod, startOfDay, type Calendar } from "../../core/calendar.ts";

/** An instant (milliseconds), seen in the workspace's calendar. */
export type Moment = Calendar & { readonly asOf: number };

/** The first instant of a day of the zone, or the instant itself. */
export function dateStart(date: string, timeZone: string): number {
  return date.length === 10 ? startOfDay(date, timeZone) : Date.parse(date);
}

/** The first instant after a day of the zone, or after the instant. */
export function dateEnd(date: string, timeZone: string): number {
  return date.length === 10 ? startOfDay(shiftPeriod(date, "day", 1), timeZone) : Date.parse(date) + 1;
}

/** The local day of the moment. */
export function today({ asOf, timeZone }: Moment): string {
  return dayOf(asOf, timeZone);
}
