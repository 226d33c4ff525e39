/** How a total compares with a number or with another of the customer's own: for the engine and in memory, side by side. */
import { bound, sql, type Sql } from "../../core/sql.ts";
import { numberCondition } from "./compare-queries.ts";
import { ownIn, type NumberIs, type Total, type TotalIs } from "./contract.ts";

/** The total of the customer's own that another is held against; null: that is held against a number. */
export function ownOf(total: Total): Total | null {
  const against = ownIn(total.is);
  return against && { ...total, as: against.own.as ?? total.as, within: against.own.within };
}

/** For the engine: where one of the two is not there, it doesn't hold. */
export function totalHolds(is: TotalIs, value: Sql, own: Sql | null): Sql {
  const against = ownIn(is);
  if (!against || !own) return sql`ifNull(${numberCondition(is as NumberIs).sql(value)}, 0)`;
  const level = sql`(${bound("Float64", against.times)} * ${own})`;
  if ("at_least" in is) return sql`ifNull(${value} >= ${level}, 0)`;
  if ("at_most" in is) return sql`ifNull(${value} <= ${level}, 0)`;
  return "above" in is ? sql`ifNull(${value} > ${level}, 0)` : sql`ifNull(${value} < ${level}, 0)`;
}

/** {@link totalHolds} in memory. */
export function totalMeets(is: TotalIs, value: number | null, own: number | null): boolean {
  if (value === null) return false;
  const against = ownIn(is);
  if (!against) return numberCondition(is as NumberIs).meets(value);
  if (own === null) return false;
  const level = against.times * own;
  if ("at_least" in is) return value >= level;
  if ("at_most" in is) return value <= level;
  return "above" in is ? value > level : value < level;
}
