/** How often something was done in a window: for the engine and in memory, side by side. */
import { bound, sql, type Sql } from "../../core/sql.ts";
import type { Times } from "./contract.ts";
import type { Columns } from "./plan-queries.ts";
import type { Timed } from "./seen.ts";
import {
  allOutcome,
  allVerdict,
  notOutcome,
  notVerdict,
  type Outcome,
  type Verdict,
} from "./outcome-queries.ts";
import {
  counts,
  entersAt,
  entering,
  isCounted,
  leavesAt,
  leaving,
  mayCount,
  willCount,
  type Stretch,
} from "./window-queries.ts";

/** For the engine, over the rows of which the flag is true: so often in the stretch. */
export function didOutcome(aggregates: Columns, flag: Sql, times: Times, stretch: Stretch): Outcome {
  const often = (count: number) => atLeast(aggregates, flag, count, stretch);
  if ("at_least" in times) return often(times.at_least);
  if ("at_most" in times) return notOutcome(often(times.at_most + 1));
  if (times.exactly === 0) return notOutcome(often(1));
  return allOutcome([often(times.exactly), notOutcome(often(times.exactly + 1))]);
}

/**
 * It holds until the last row but so many goes out, and doesn't until another comes in.
 */
function atLeast(aggregates: Columns, flag: Sql, count: number, stretch: Stretch): Outcome {
  const within = sql`${flag} AND ${counts(stretch)}`;
  const next = aggregates.of(sql`minOrNullIf(t, ${flag} AND ${mayCount(stretch)})`);
  const [holds, deciding] = lastButSoMany(aggregates, within, count);
  return {
    holds,
    until: sql`if(${holds}, ${leaving(stretch, deciding)}, ${entering(stretch, next)})`,
  };
}

/** {@link didOutcome} over rows that are gathered, an array: whether there are so many. */
export function timesHold(rows: Sql, times: Times): Sql {
  const count = sql`length(${rows})`;
  if ("at_least" in times) return sql`(${count} >= ${times.at_least})`;
  return "at_most" in times ? sql`(${count} <= ${times.at_most})` : sql`(${count} = ${times.exactly})`;
}

function lastButSoMany(aggregates: Columns, within: Sql, count: number): [Sql, Sql] {
  if (count === 1) {
    const last = aggregates.of(sql`maxOrNullIf(t, ${within})`);
    return [sql`(${last} IS NOT NULL)`, last];
  }
  const latest = aggregates.of(sql`groupArraySortedIf(${bound("UInt64", count)})(-t, ${within})`);
  return [sql`(length(${latest}) = ${count})`, sql`toNullable(-${latest}[${count}])`];
}

/** {@link didOutcome} in memory, over the rows that the matcher finds. */
export function didVerdict(rows: readonly Timed[], times: Times, stretch: Stretch): Verdict {
  const often = (count: number) => isAtLeast(rows, count, stretch);
  if ("at_least" in times) return often(times.at_least);
  if ("at_most" in times) return notVerdict(often(times.at_most + 1));
  if (times.exactly === 0) return notVerdict(often(1));
  return allVerdict([often(times.exactly), notVerdict(often(times.exactly + 1))]);
}

function isAtLeast(rows: readonly Timed[], count: number, stretch: Stretch): Verdict {
  const within = rows.filter(({ at }) => isCounted(stretch, at));
  if (within.length >= count) return { holds: true, until: leavesAt(stretch, within.at(-count)?.at) };
  return { holds: false, until: entersAt(stretch, rows.find(({ at }) => willCount(stretch, at))?.at) };
}
