import { type Sql, sql } from "../../core/sql.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { DAY_MS, type FigureBasis, periodOf, shifted, type Span } from "../basis/index.ts";
import type { SetOfCustomers } from "./contract.ts";

/** A set as a condition on a customer's `times` (orders ascending, in milliseconds), and the period it is of. */
export type SetCondition = {
  readonly condition: Sql;
  readonly span: Span | null;
  /** Orders from this instant on are not looked at: the set is as of then. */
  readonly asOf: number;
};

/** Some order lies from an instant inclusive to one exclusive. */
function orderedIn(from: number, to: number): Sql {
  return sql`arrayExists(t -> t >= ${from} AND t < ${to}, times)`;
}

/**
 * The customers behind a figure, by the same instants and rules as the figure itself.
 * @throws Problem `invalid` where the set needs a period, k or days that are missing.
 */
export function setCondition(question: SetOfCustomers, basis: FigureBasis): SetCondition {
  const span = question.day && question.period ? periodOf(question.day, question.period, basis) : null;
  switch (question.set) {
    case "customers":
    case "one_time":
    case "repeat": {
      const end = span ? Math.min(span.to, basis.asOf) : basis.asOf;
      const count = sql`length(times)`;
      const wanted = { customers: sql`1`, one_time: sql`${count} = 1`, repeat: sql`${count} > 1` };
      return { condition: wanted[question.set], span, asOf: end };
    }
    case "cohort":
    case "reordered":
      return cohortCondition(question, needed(span), basis);
    default:
      return flowCondition(question.set, needed(span), basis);
  }
}

function needed(span: Span | null): Span {
  if (span) return span;
  throw new Problem("invalid", because("figures.set_of_period"), { field: "day" });
}

function cohortCondition(question: SetOfCustomers, span: Span, basis: FigureBasis): SetCondition {
  const begins = sql`times[1] >= ${span.from} AND times[1] < ${span.to}`;
  if (question.set === "reordered") {
    if (question.within === undefined) {
      throw new Problem("invalid", because("figures.within_missing"), { field: "within" });
    }
    const again = sql`length(times) > 1 AND times[2] - times[1] <= ${question.within * DAY_MS}`;
    return { condition: sql`${begins} AND ${again}`, span, asOf: basis.asOf };
  }
  const later = shifted(span, question.period ?? "month", question.k ?? 0, basis);
  return { condition: sql`${begins} AND ${orderedIn(later.from, later.to)}`, span, asOf: basis.asOf };
}

type Flow = Exclude<SetOfCustomers["set"], "customers" | "one_time" | "repeat" | "cohort" | "reordered">;

function flowCondition(set: Flow, span: Span, basis: FigureBasis): SetCondition {
  const end = Math.min(span.to, basis.asOf);
  const window = basis.window.days * DAY_MS;
  const opens = orderedIn(span.from - window, span.from);
  const closes = orderedIn(end - window, end);
  const begins = sql`times[1] >= ${span.from} AND times[1] < ${end}`;
  const conditions: Record<Flow, Sql> = {
    opening: opens,
    closing: closes,
    retained: sql`${opens} AND ${closes}`,
    lost: sql`${opens} AND NOT ${closes}`,
    new: sql`${closes} AND NOT ${opens} AND ${begins}`,
    won_back: sql`${closes} AND NOT ${opens} AND times[1] < ${span.from}`,
    joined_and_left: sql`${begins} AND NOT ${closes}`,
    already_there: basis.shownFrom === null || span.from >= basis.shownFrom ? sql`0` : begins,
    ordered: orderedIn(span.from, end),
  };
  return { condition: conditions[set], span, asOf: basis.asOf };
}
