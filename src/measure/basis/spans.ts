import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import {
  dayOf,
  firstDay,
  periodOf,
  shifted,
  shiftPeriod,
  type Calendar,
  type Span,
} from "../../core/calendar.ts";
import type { Period, PeriodBounds } from "./contract.ts";

/** How many periods an answer may have. */
const MOST = 400;

/** How many periods are shown where the question names none. */
const USUAL = 13;

/** Days as a question gives them, both inclusive. */
export type DayRange = { readonly from?: string | undefined; readonly to?: string | undefined };

/**
 * The periods from the one of `from` to the one of `to`, but none that begins at or after the as-of
 * instant. Without `from` the last 13 of them.
 * @throws Problem `invalid` where they are the wrong way round or more than 400.
 */
export function spansOf(range: DayRange, period: Period, calendar: Calendar, asOf: number): Span[] {
  const latest = dayOf(asOf - 1, calendar.timeZone);
  const to = range.to !== undefined && range.to < latest ? range.to : latest;
  const last = firstDay(to, period, calendar.firstWeekday);
  const first = firstDay(range.from ?? shiftPeriod(last, period, 1 - USUAL), period, calendar.firstWeekday);
  if (range.from !== undefined && range.to !== undefined && range.to < range.from) {
    throw new Problem("invalid", because("figures.to_before_from"), { field: "to" });
  }
  const spans: Span[] = [];
  for (let day = first; day <= last; day = shiftPeriod(day, period, 1)) {
    if (spans.length >= MOST) {
      throw new Problem("invalid", because("figures.too_many_periods", { n: MOST }), { field: "from" });
    }
    spans.push(periodOf(day, period, calendar));
  }
  return spans;
}

/** The last period that is over at the as-of instant. */
export function lastComplete(period: Period, calendar: Calendar, asOf: number): Span {
  const running = periodOf(dayOf(asOf, calendar.timeZone), period, calendar);
  return shifted(running, period, -1, calendar);
}

/** The starts of all periods and the end of the last, which the as-of instant may cut off. */
export function boundaries(spans: readonly Span[], asOf: number): number[] {
  const last = spans.at(-1);
  return last ? [...spans.map((span) => span.from), Math.min(last.to, asOf)] : [];
}

/** A span as answers carry it. */
export function showSpan(span: Span): PeriodBounds {
  return { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString(), day: span.day };
}
