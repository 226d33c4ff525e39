/** Comparisons of times that change as time goes by: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { bound, sql } from "../../core/sql.ts";
import { anniversaries } from "./anniversary.ts";
import { lengthOf, type Is } from "./contract.ts";
import type { Moment } from "./moment.ts";
import type { Outcome, Verdict } from "./outcome-queries.ts";
import { elementsOf, heldInstants, instants, isDay, textOf, texts } from "./value-queries.ts";
import type { Held, Shape, Shaped } from "./value-queries.ts";

/** A comparison in its two readings. */
export type Comparison = {
  sql(value: Shaped): Outcome;
  of(held: Held, shape: Shape): Verdict;
};

/** Within the last so long, longer ago than that, within the next so long. */
export function movingComparison(
  is: Extract<Is, { past: unknown } | { longer_ago: unknown } | { coming: unknown }>,
  { asOf, timeZone }: Moment,
): Comparison {
  const [[how, duration] = ["past", { days: 1 }]] = Object.entries(is);
  const length = lengthOf(duration);
  /** From after `from` to `to`, both included at the end, and when a time comes in and goes out. */
  const spans = {
    past: { from: asOf - length, to: asOf, enters: 0, leaves: length },
    longer_ago: { from: -NEVER, to: asOf - length, enters: length, leaves: NEVER },
    coming: { from: asOf, to: asOf + length, enters: -length, leaves: 0 },
  };
  const { from, to, enters, leaves } = spans[how as keyof typeof spans];
  const untilOf = (time: number) =>
    time > to ? time + enters : time > from ? Math.min(NEVER, time + leaves) : NEVER;
  return {
    sql: (value) => {
      const times = instants(value, timeZone);
      return {
        holds: sql`arrayExists(i -> i > ${from} AND i <= ${to}, ${times})`,
        until: sql`arrayMin(arrayPushBack(arrayMap(i -> multiIf(i > ${to}, i + ${enters}, i > ${from}, least(${NEVER}, i + ${leaves}), ${NEVER}), ${times}), ${NEVER}))`,
      };
    },
    of: (held, shape) => {
      const times = heldInstants(held, shape, timeZone);
      return {
        holds: times.some((time) => time > from && time <= to),
        until: Math.min(NEVER, ...times.map(untilOf)),
      };
    },
  };
}

/** The day of the month, as texts hold it, comes round within the next so long. */
export function anniversaryComparison(length: number, moment: Moment): Comparison {
  const { days, holding, untils } = anniversaries(length, moment);
  const instantsOf = bound("Array(Float64)", untils);
  const all = bound("Array(String)", days);
  return {
    sql: (value) => {
      const found = sql`arrayMap(d -> substring(d, 6, 5), arrayFilter(d -> ifNull(toString(toDate32OrNull(substring(d, 1, 10))) = substring(d, 1, 10), 0), ${texts(value)}))`;
      const untilOf = sql`toInt64(${instantsOf}[indexOf(${all}, d)])`;
      return {
        holds: sql`arrayExists(d -> d IN ${bound("Array(String)", [...holding, ""])}, ${found})`,
        until: sql`arrayMin(arrayPushBack(arrayMap(d -> ${untilOf}, ${found}), ${NEVER}))`,
      };
    },
    of: (held, shape) => {
      const found =
        shape === "text" || shape === "json" ? elementsOf(held).map((one) => textOf(one).slice(0, 10)) : [];
      const ofYear = found.filter(isDay).map((day) => day.slice(5));
      return {
        holds: ofYear.some((day) => holding.has(day)),
        until: Math.min(NEVER, ...ofYear.map((day) => untils[days.indexOf(day)] ?? NEVER)),
      };
    },
  };
}
