/** What a customer looks at and buys most: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { bound, join, sql, type Sql } from "../../core/sql.ts";
import type { Leaf, Matcher } from "./contract.ts";
import { fold } from "./fold.ts";
import type { Row } from "./history.ts";
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

/** A condition on an interest. */
export type Interest = Extract<Leaf, { interest: unknown }>;

const VIEWED: Matcher = { what: "event", names: ["Product Viewed", "Product Clicked"] };
const BOUGHT: Matcher = { what: "order" };

/** Which rows tell of an interest. */
export function tellingOf(by: Interest["by"]): readonly Matcher[] {
  if (by === "viewed") return [VIEWED];
  return by === "bought" ? [BOUGHT] : [VIEWED, BOUGHT];
}

/** For the engine: what the items of rows in a window are of, and until when they are these rows. */
export type ItemsIn = { readonly list: Sql; readonly until: Sql };

/** {@link ItemsIn} of a stretch. */
export function itemsIn(source: RowSource, matcher: Matcher, of: Sql, stretch: Stretch): ItemsIn {
  const { aggregates } = source;
  const flag = source.flag(matcher);
  const within = sql`${flag} AND ${counts(stretch)}`;
  const oldest = aggregates.of(sql`minOrNullIf(t, ${within})`);
  const next = aggregates.of(sql`minOrNullIf(t, ${flag} AND ${mayCount(stretch)})`);
  return {
    list: aggregates.of(sql`groupArrayArrayIf(${of}, ${within})`),
    until: least([leaving(stretch, oldest), entering(stretch, next)]),
  };
}

/** For the engine: over the items of all telling rows, each item once. */
export function interestOutcome({ of, by, is }: Interest, itemsOf: (matcher: Matcher) => ItemsIn): Outcome {
  const found = tellingOf(by).map(itemsOf);
  const lists = found.map(({ list }) => list);
  const all = lists.length === 1 ? (lists[0] ?? sql`emptyArrayString()`) : sql`arrayConcat(${join(lists)})`;
  const wanted = bound("Array(String)", of.map(fold));
  return {
    holds: "share" in is ? holdsShare(all, wanted, is.share) : holdsRank(all, wanted, is.rank),
    until: least(found.map(({ until }) => until)),
  };
}

function holdsShare(all: Sql, wanted: ReturnType<typeof bound>, share: number): Sql {
  return sql`(notEmpty(${all}) AND arrayCount(k -> has(${wanted}, k), ${all}) / length(${all}) >= ${bound("Float64", share)})`;
}

/** Fewer than so many are looked at or bought more often than the best of those wanted. */
function holdsRank(all: Sql, wanted: ReturnType<typeof bound>, rank: number): Sql {
  const best = sql`arrayMax(arrayMap(w -> countEqual(${all}, w), ${wanted}))`;
  return sql`(${best} > 0 AND arrayCount(k -> countEqual(${all}, k) > ${best}, arrayDistinct(${all})) < ${rank})`;
}

/** {@link interestOutcome} in memory, over the rows of each telling matcher. */
export function interestVerdict(
  { interest, of, is }: Interest,
  stretch: Stretch,
  telling: readonly (readonly Row[])[],
): Verdict {
  const column = interest === "product" ? "product_id" : "category";
  const often = new Map<string, number>();
  const untils: number[] = [];
  for (const rows of telling) {
    const within = rows.filter(({ at }) => isCounted(stretch, at));
    untils.push(
      leavesAt(stretch, within[0]?.at),
      entersAt(stretch, rows.find(({ at }) => willCount(stretch, at))?.at),
    );
    for (const item of within.flatMap((row) => row.items)) {
      const key = fold(String(item[column]));
      if (key !== "") often.set(key, (often.get(key) ?? 0) + 1);
    }
  }
  const wanted = [...new Set(of.map(fold))].map((key) => often.get(key) ?? 0);
  const all = [...often.values()];
  const total = sum(all);
  const best = Math.max(0, ...wanted);
  const holds =
    "share" in is
      ? total > 0 && sum(wanted) / total >= is.share
      : best > 0 && all.filter((count) => count > best).length < is.rank;
  return { holds, until: Math.min(NEVER, ...untils) };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
