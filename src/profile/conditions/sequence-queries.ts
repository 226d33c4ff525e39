/** Steps one after the other: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { join, sql, type Sql } from "../../core/sql.ts";
import { lengthOf, type Matcher, type Step } from "./contract.ts";
import { least, type Outcome, type Verdict } from "./outcome-queries.ts";
import type { RowSource } from "./plan-queries.ts";
import {
  counts,
  entersAt,
  entering,
  isCounted,
  leavesAt,
  leaving,
  mayCount,
  upToNow,
  willCount,
  type Stretch,
} from "./window-queries.ts";

/** Something done, how long after the step before at most, and what was not done in between. */
type Stage<Times> = { readonly done: Times; readonly within: number; readonly without: readonly Times[] };
/** What was not done after the last step, and for how long. */
type Absence<Times> = { readonly done: Times; readonly within: number | null };

type Stages<Times> = {
  readonly stages: readonly Stage<Times>[];
  readonly absences: readonly Absence<Times>[];
};

/** Steps as what was done, each with what must not lie before it, and what was not done at the end. */
function stagesOf<Times>(
  steps: readonly Step[],
  timesOf: (matcher: Matcher, isDone: boolean) => Times,
): Stages<Times> {
  const stages: Stage<Times>[] = [];
  let open: Absence<Times>[] = [];
  for (const step of steps) {
    const within = step.within === undefined ? null : lengthOf(step.within);
    if ("did" in step) {
      stages.push({
        done: timesOf(step.did, true),
        within: within ?? NEVER,
        without: open.map(({ done }) => done),
      });
      open = [];
    } else {
      open.push({ done: timesOf(step.not, false), within });
    }
  }
  return { stages, absences: open };
}

/** For the engine: when rows in the window happened, ascending, and until when they are these. */
export type TimesIn = { readonly times: Sql; readonly untils: readonly Sql[] };

/** {@link TimesIn} of a stretch. */
export function timesIn(source: RowSource, matcher: Matcher, stretch: Stretch): TimesIn {
  const { aggregates } = source;
  const flag = source.flag(matcher);
  const within = sql`${flag} AND ${counts(stretch)}`;
  const next = aggregates.of(sql`minOrNullIf(t, ${flag} AND ${mayCount(stretch)})`);
  const oldest = aggregates.of(sql`minOrNullIf(t, ${within})`);
  return {
    times: aggregates.of(sql`arraySort(groupArrayIf(t, ${within}))`),
    untils: [entering(stretch, next), leaving(stretch, oldest)],
  };
}

/** What the engine is asked through. */
type Asked = {
  readonly sourceOf: (matcher: Matcher) => RowSource;
  /** Of what was done, the rows that count. */
  readonly doneOf: (matcher: Matcher) => TimesIn;
  /** The column of an expression over columns of lower levels. */
  readonly column: (level: number, expression: Sql) => Sql;
  readonly asOf: number;
};

/** For the engine: the times at which each stage is reached, stage by stage. Tells its level beside the outcome. */
export function sequenceOutcome(
  steps: readonly Step[],
  { sourceOf, doneOf, column, asOf }: Asked,
): Outcome & { readonly level: number } {
  const untils: Sql[] = [];
  const { stages, absences } = stagesOf(steps, (matcher, isDone) => {
    const found = isDone ? doneOf(matcher) : timesIn(sourceOf(matcher), matcher, upToNow(asOf));
    untils.push(...found.untils);
    return found.times;
  });
  const [first, ...others] = stages;
  let reached = first?.done ?? sql`emptyArrayInt64()`;
  let level = 0;
  for (const { done, within, without } of others) {
    // Of the times before, the latest is the best: nearest, and with the least in between.
    const before = column(level, sql`arrayMap(b -> arrayLast(a -> a < b, ${reached}), ${done})`);
    const conditions = [
      sql`p > 0 AND b - p <= ${within}`,
      ...without.map((times) => sql`NOT arrayExists(x -> x > p AND x < b, ${times})`),
    ];
    reached = column(level + 1, sql`arrayFilter((b, p) -> ${join(conditions, " AND ")}, ${done}, ${before})`);
    level += 2;
  }
  const settled = absences.map(({ done, within }) =>
    within === null
      ? sql`NOT arrayExists(x -> x > b, ${done})`
      : sql`b + ${within} <= ${asOf} AND NOT arrayExists(x -> x > b AND x <= b + ${within}, ${done})`,
  );
  for (const { within } of absences) {
    if (within === null) continue;
    const pending = sql`arrayFilter(b -> b > ${asOf}, arrayMap(b -> b + ${within}, ${reached}))`;
    untils.push(sql`arrayMin(arrayPushBack(${pending}, ${NEVER}))`);
  }
  const held = settled.length === 0 ? reached : sql`arrayFilter(b -> ${join(settled, " AND ")}, ${reached})`;
  return { holds: sql`notEmpty(${held})`, until: least(untils), level };
}

/** {@link sequenceOutcome} in memory; `timesOf` gives all times of the rows that a matcher finds, ascending. */
export function sequenceVerdict(
  steps: readonly Step[],
  stretch: Stretch,
  timesOf: (matcher: Matcher) => readonly number[],
  asOf: number,
): Verdict {
  const untils: number[] = [];
  const { stages, absences } = stagesOf(steps, (matcher, isDone) => {
    const all = timesOf(matcher);
    const times = all.filter((at) => (isDone ? isCounted(stretch, at) : at <= asOf));
    const next = all.find((at) => (isDone ? willCount(stretch, at) : at > asOf));
    untils.push(isDone ? entersAt(stretch, next) : (next ?? NEVER));
    if (isDone) untils.push(leavesAt(stretch, times[0]));
    return times;
  });
  const [first, ...others] = stages;
  let reached = first?.done ?? [];
  for (const { done, within, without } of others) {
    const before = reached;
    reached = done.filter((at) => {
      const last = before.findLast((time) => time < at);
      if (last === undefined || at - last > within) return false;
      return !without.some((times) => times.some((time) => time > last && time < at));
    });
  }
  for (const { within } of absences) {
    if (within !== null) untils.push(...reached.map((at) => at + within).filter((at) => at > asOf));
  }
  const isSettled = (at: number) =>
    absences.every(({ done, within }) => {
      const end = within === null ? NEVER : at + within;
      return (within === null || end <= asOf) && !done.some((time) => time > at && time <= end);
    });
  return { holds: reached.some(isSettled), until: Math.min(NEVER, ...untils) };
}
