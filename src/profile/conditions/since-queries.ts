/** How often something was done since something else was: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { sql, type Sql } from "../../core/sql.ts";
import type { Matcher, Times } from "./contract.ts";
import type { Row } from "./history.ts";
import { least, type Outcome, type Verdict } from "./outcome-queries.ts";
import type { RowSource } from "./plan-queries.ts";

/** What is counted, and since what: after the first or last row that the anchor finds. */
export type Since = {
  readonly own: Matcher;
  readonly anchor: Matcher;
  readonly whose: "first" | "last";
  readonly times: Times;
};

/** For the engine: it holds so until another row comes, of either. */
export function sinceOutcome(
  { own, anchor, whose, times }: Since,
  sourceOf: (matcher: Matcher) => RowSource,
  asOf: number,
): Outcome {
  const [ownSource, anchorSource] = [sourceOf(own), sourceOf(anchor)];
  const [ownFlag, anchorFlag] = [ownSource.flag(own), anchorSource.flag(anchor)];
  const all = ownSource.aggregates.of(sql`groupArrayIf(t, ${ownFlag} AND t <= ${asOf})`);
  const edge = whose === "first" ? sql`minOrNullIf` : sql`maxOrNullIf`;
  const begun = anchorSource.aggregates.of(sql`${edge}(t, ${anchorFlag} AND t <= ${asOf})`);
  const count = sql`if(${begun} IS NULL, 0, arrayCount(i -> i > assumeNotNull(${begun}), ${all}))`;
  const next = (source: RowSource, flag: Sql) =>
    sql`ifNull(${source.aggregates.of(sql`minOrNullIf(t, ${flag} AND t > ${asOf})`)}, ${NEVER})`;
  return {
    holds: timesHold(count, times),
    until: least([next(ownSource, ownFlag), next(anchorSource, anchorFlag)]),
  };
}

/** {@link sinceOutcome} in memory, over the rows that the two matchers find. */
export function sinceVerdict(
  { whose, times }: Pick<Since, "whose" | "times">,
  own: readonly Row[],
  anchor: readonly Row[],
  asOf: number,
): Verdict {
  const past = anchor.filter(({ at }) => at <= asOf);
  const begun = (whose === "first" ? past[0] : past.at(-1))?.at ?? NEVER;
  const count = own.filter(({ at }) => at > begun && at <= asOf).length;
  const next = [...own, ...anchor].filter(({ at }) => at > asOf).map(({ at }) => at);
  return { holds: timesMet(count, times), until: Math.min(NEVER, ...next) };
}

function timesHold(count: Sql, times: Times): Sql {
  if ("at_least" in times) return sql`(${count} >= ${times.at_least})`;
  return "at_most" in times ? sql`(${count} <= ${times.at_most})` : sql`(${count} = ${times.exactly})`;
}

function timesMet(count: number, times: Times): boolean {
  if ("at_least" in times) return count >= times.at_least;
  return "at_most" in times ? count <= times.at_most : count === times.exactly;
}
