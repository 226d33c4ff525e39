/** What the first or last row is like: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { sql } from "../../core/sql.ts";
import type { Filter, Matcher } from "./contract.ts";
import type { Row } from "./history.ts";
import { passes } from "./matcher-queries.ts";
import type { Moment } from "./moment.ts";
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
  willCount,
  type Stretch,
} from "./window-queries.ts";

/** Which row, and what it must be like. */
export type Edge = {
  readonly which: "first" | "last";
  readonly of: Matcher;
  readonly where: readonly Filter[];
};

/** For the engine: where there is no row, it doesn't hold. */
export function edgeOutcome(source: RowSource, { which, of, where }: Edge, stretch: Stretch): Outcome {
  const { aggregates } = source;
  const flag = source.flag(of);
  const passing = source.passing(of, where);
  const within = sql`${flag} AND ${counts(stretch)}`;
  const next = aggregates.of(sql`minOrNullIf(t, ${flag} AND ${mayCount(stretch)})`);
  const [holds, at] =
    which === "first"
      ? [sql`argMinIf(${passing}, (t, id), ${within})`, sql`minOrNullIf(t, ${within})`]
      : [sql`argMaxIf(${passing}, (t, id), ${within})`, sql`maxOrNullIf(t, ${within})`];
  return {
    holds: sql`(${aggregates.of(holds)} = 1)`,
    until: least([leaving(stretch, aggregates.of(at)), entering(stretch, next)]),
  };
}

/** {@link edgeOutcome} in memory, over the rows that the matcher finds. */
export function edgeVerdict(
  rows: readonly Row[],
  { which, of, where }: Edge,
  stretch: Stretch,
  moment: Moment,
): Verdict {
  const within = rows.filter(({ at }) => isCounted(stretch, at));
  const row = which === "first" ? within[0] : within.at(-1);
  const next = rows.find(({ at }) => willCount(stretch, at))?.at;
  return {
    holds: row !== undefined && where.every((filter) => passes(of, filter, moment, row)),
    until: Math.min(NEVER, leavesAt(stretch, row?.at), entersAt(stretch, next)),
  };
}
