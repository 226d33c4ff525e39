/** Windows that begin with a row of the customer's own: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { sql, type Sql } from "../../core/sql.ts";
import type { Matcher, Window } from "./contract.ts";
import { least } from "./outcome-queries.ts";
import type { Columns, RowSource } from "./plan-queries.ts";
import type { Timed } from "./seen.ts";
import { upToNow, type Stretch } from "./window-queries.ts";

/** Strictly after the first or last row that another matcher finds; without one, nothing counts. */
export type Since = Extract<Window, { since: unknown }>;

/** What counts, for the engine: the rows that a condition looks at, and until when they are these. */
export type SinceRows = {
  /** An array, in any order, of (t, and what else was asked for) of the rows in the window. */
  readonly of: (also: Sql) => Sql;
  readonly until: Sql;
};

/** Rows that the engine looks at: of which the flag is true. */
export type OwnRows = { readonly aggregates: Columns; readonly flag: Sql };

/** For the engine: it stays so until another row comes, of either. */
export function sinceRows(
  own: OwnRows,
  { since: anchor, whose }: Since,
  sourceOf: (matcher: Matcher) => RowSource,
  asOf: number,
): SinceRows {
  const source = sourceOf(anchor);
  const begins: OwnRows = { aggregates: source.aggregates, flag: source.flag(anchor) };
  const edge = whose === "first" ? sql`minOrNullIf` : sql`maxOrNullIf`;
  const begun = begins.aggregates.of(sql`${edge}(t, ${begins.flag} AND t <= ${asOf})`);
  const next = ({ aggregates, flag }: OwnRows) =>
    sql`ifNull(${aggregates.of(sql`minOrNullIf(t, ${flag} AND t > ${asOf})`)}, ${NEVER})`;
  return {
    of: (also) => {
      const all = own.aggregates.of(sql`groupArrayIf((t, ${also}), ${own.flag} AND t <= ${asOf})`);
      return sql`arrayFilter(i -> i.1 > ifNull(${begun}, ${NEVER}), ${all})`;
    },
    until: least([next(own), next(begins)]),
  };
}

/** {@link sinceRows} in memory, over the rows that the two matchers find: the stretch that counts. */
export function sinceStretch(
  whose: Since["whose"],
  { own, anchor }: { readonly own: readonly Timed[]; readonly anchor: readonly Timed[] },
  asOf: number,
): { readonly stretch: Stretch; readonly until: number } {
  const past = anchor.filter(({ at }) => at <= asOf);
  const begun = (whose === "first" ? past[0] : past.at(-1))?.at ?? NEVER;
  const next = [...own, ...anchor].filter(({ at }) => at > asOf).map(({ at }) => at);
  return { stretch: { ...upToNow(asOf), after: begun }, until: Math.min(NEVER, ...next) };
}
