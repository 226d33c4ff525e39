/** What the first or last row is like: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { sql, type Sql } from "../../core/sql.ts";
import type { Filter, Leaf, Matcher } from "./contract.ts";
import type { Row } from "./history.ts";
import { itemsPass, passes } from "./matcher-queries.ts";
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
  /** One item meets all of these. */
  readonly item: readonly Filter[];
};

/** Which row a condition is about; null where it is about another thing. */
export function edgeOf(leaf: Leaf): Edge | null {
  if (!("first" in leaf || "last" in leaf)) return null;
  const [which, of] = "first" in leaf ? (["first", leaf.first] as const) : (["last", leaf.last] as const);
  return { which, of, where: leaf.where ?? [], item: leaf.item ?? [] };
}

/** For the engine: where there is no row, it doesn't hold. */
export function edgeOutcome(source: RowSource, { which, of, where, item }: Edge, stretch: Stretch): Outcome {
  const { aggregates } = source;
  const flag = source.flag(of);
  const passing = source.passing(of, where, item);
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

/** {@link edgeOutcome} over rows that are gathered: `rowsOf` gives an array of (t, and what is asked for). */
export function gatheredEdge(
  source: RowSource,
  { which, of, where, item }: Edge,
  rowsOf: (also: Sql) => Sql,
): Sql {
  const rows = sql`arraySort(i -> (i.1, i.2.1), ${rowsOf(sql`(id, ${source.passing(of, where, item)})`)})`;
  return which === "first" ? sql`(${rows}[1].2.2 = 1)` : sql`(${rows}[-1].2.2 = 1)`;
}

/** {@link edgeOutcome} in memory, over the rows that the matcher finds. */
export function edgeVerdict(
  rows: readonly Row[],
  { which, of, where, item }: Edge,
  stretch: Stretch,
  moment: Moment,
): Verdict {
  const within = rows.filter(({ at }) => isCounted(stretch, at));
  const row = which === "first" ? within[0] : within.at(-1);
  const next = rows.find(({ at }) => willCount(stretch, at))?.at;
  return {
    holds:
      row !== undefined &&
      where.every((filter) => passes(of, filter, moment, row)) &&
      itemsPass(item, moment, row),
    until: Math.min(NEVER, leavesAt(stretch, row?.at), entersAt(stretch, next)),
  };
}
