/** Figures of a customer: for the engine and in memory, side by side. */
import { DAY_MS } from "../../core/calendar.ts";
import {
  NEVER,
  type FigureKind,
  type FigureName,
  type FiguresAsOf,
  type Movement,
} from "../../core/customer-figures-port.ts";
import { join, sql, type Sql } from "../../core/sql.ts";
import { comparison } from "./compare-queries.ts";
import type { Is, NumberIs } from "./contract.ts";
import type { Moment } from "./moment.ts";
import { least, type Outcome, type Verdict } from "./outcome-queries.ts";
import { type Shape } from "./value-queries.ts";

/** The engine's columns of a figure. */
export type FigureColumns = { readonly value: Sql; readonly until: Sql; readonly next: Sql };

/** For the engine; who has neither ordered nor sent anything back has no row, and the engine gives 0 for it. */
export function figureOutcome(
  { kind, ofNobody }: FigureName,
  { value, until, next }: FigureColumns,
  is: Is,
  moment: Moment,
): Outcome {
  const none =
    ofNobody === null
      ? sql`NULL`
      : typeof ofNobody === "string"
        ? sql`${ofNobody}`
        : sql`toFloat64(${ofNobody})`;
  const own = sql`if(${next} = 0, ${none}, ${value})`;
  const compared = kind === "age" ? ageComparison(is, moment.asOf) : comparison(is, moment);
  const outcome = compared.sql({
    shape: shapeOf(kind),
    sql: kind === "text" ? sql`ifNull(${own}, '')` : own,
  });
  return { holds: outcome.holds, until: least([outcome.until, known(next), known(until)]) };
}

function known(instant: Sql): Sql {
  return sql`if(${instant} = 0, ${NEVER}, ${instant})`;
}

function shapeOf(kind: FigureKind): Shape {
  if (kind === "text" || kind === "number") return kind;
  return "instant";
}

/** {@link figureOutcome} in memory, of any number of customers. */
export function figureReading(
  { name, kind }: FigureName,
  figures: FiguresAsOf,
  is: Is,
  moment: Moment,
): (movements: readonly Movement[]) => Verdict {
  const compared = kind === "age" ? ageComparison(is, moment.asOf) : comparison(is, moment);
  return (movements) => {
    const { value, until } = figures.of(name, movements);
    const next = movements.filter(({ at }) => at > moment.asOf).map(({ at }) => at);
    const verdict = compared.of(value, shapeOf(kind));
    return { holds: verdict.holds, until: Math.min(verdict.until, until, ...next) };
  };
}

type Ages = {
  readonly holds: (age: number) => boolean;
  readonly asked: (age: Sql) => Sql;
  readonly marks: readonly number[];
};

/** An age in days grows by itself: it changes sides at certain ages, which are known beforehand. */
function ageComparison(is: Is, asOf: number) {
  const { holds, asked, marks } = agesOf(is);
  const nextMark = (since: Sql) =>
    marks.length === 0
      ? sql`${NEVER}`
      : least(marks.map((mark) => sql`if(${since} + ${mark} > ${asOf}, ${since} + ${mark}, ${NEVER})`));
  return {
    sql: ({ sql: since }: { sql: Sql }): Outcome =>
      "known" in is
        ? { holds: is.known ? sql`(${since} IS NOT NULL)` : sql`(${since} IS NULL)`, until: sql`${NEVER}` }
        : {
            holds: sql`ifNull(${asked(sql`(${asOf} - ${since})`)}, 0)`,
            until: sql`ifNull(${nextMark(since)}, ${NEVER})`,
          },
    of: (since: unknown): Verdict => {
      if ("known" in is) return { holds: (typeof since === "number") === is.known, until: NEVER };
      if (typeof since !== "number") return { holds: false, until: NEVER };
      const later = marks.map((mark) => since + mark).filter((mark) => mark > asOf);
      return { holds: holds(asOf - since), until: Math.min(NEVER, ...later) };
    },
  };
}

function agesOf(is: Is): Ages {
  const from = (days: number) => Math.ceil(days * DAY_MS);
  const past = (days: number) => Math.floor(days * DAY_MS) + 1;
  const { least: low, below: high } = boundsOf(is, from, past);
  return {
    holds: (age) => age >= low && age < high,
    asked: (age) => sql`(${join([sql`${age} >= ${low}`, sql`${age} < ${high}`], " AND ")})`,
    marks: [low, high].filter((mark) => Math.abs(mark) < NEVER),
  };
}

/** From which age on (milliseconds) it holds, and from which on no longer. */
function boundsOf(
  is: Is,
  from: (days: number) => number,
  past: (days: number) => number,
): { least: number; below: number } {
  if ("at_least" in is) return { least: from(is.at_least), below: NEVER };
  if ("above" in is) return { least: past(is.above), below: NEVER };
  if ("at_most" in is) return { least: -NEVER, below: past(is.at_most) };
  if ("below" in is) return { least: -NEVER, below: from(is.below) };
  if ("between" in is) return { least: from(is.between[0]), below: past(is.between[1]) };
  return { least: NEVER, below: NEVER };
}

/** Whether a comparison is of a kind of figure: numbers of numbers, texts of texts, times of times. */
export function isComparable(kind: FigureKind, is: Is): boolean {
  if ("known" in is) return true;
  const isOfNumber = isNumberIs(is);
  const isOfList = "any_of" in is || "none_of" in is;
  if (kind === "age") return isOfNumber;
  if (kind === "number") return isOfNumber || isOfList;
  const isOfTime = ["before", "after", "past", "longer_ago", "coming"].some((key) => key in is);
  return kind === "instant" ? isOfTime : isOfList || "contains" in is || "begins" in is || "ends" in is;
}

function isNumberIs(is: Is): is is NumberIs {
  return ["at_least", "at_most", "above", "below", "between"].some((key) => key in is);
}
