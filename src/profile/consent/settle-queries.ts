import type { HandleId } from "../../core/ids.ts";
import { bound, profileOf, sql, type Sql } from "../../core/sql.ts";

/**
 * Rows (profile_id, handle_id, trust, t, preferences, next): the last answer of each handle and trust as
 * of an instant (milliseconds), and when a later one is dated. With handles, only theirs.
 */
export function lastAnswers(asOf: number, handles: readonly HandleId[] | null): Sql {
  const whose = handles ? sql`handle_id IN ${bound("Array(UInt64)", handles)}` : sql`1`;
  return sql`SELECT ${profileOf(sql`handle_id`)} AS profile_id, handle_id, trust,
      maxIf(toUnixTimestamp64Milli(at), toUnixTimestamp64Milli(at) <= ${asOf}) AS t,
      argMaxIf(preferences, (at, answer), toUnixTimestamp64Milli(at) <= ${asOf}) AS preferences,
      minOrNullIf(toUnixTimestamp64Milli(at), toUnixTimestamp64Milli(at) > ${asOf}) AS next
    FROM consent WHERE ${whose} GROUP BY handle_id, trust`;
}

/**
 * What `settle` says of one category, over {@link lastAnswers} grouped by profile: 'granted', 'refused'
 * or 'unknown'. `aggregate` gives the column of an expression of that grouping.
 */
export function settledIn(category: string, aggregate: (expression: Sql) => Sql): Sql {
  const latest = (trust: string) =>
    sql`argMaxIf((preferences[${category}], t), (t, -toInt64(handle_id)), trust = ${trust})`;
  const has = (trust: string) => sql`countIf(trust = ${trust} AND mapContains(preferences, ${category}))`;
  const trusted = aggregate(latest("trusted"));
  const claimed = aggregate(latest("claimed"));
  const hasTrusted = aggregate(has("trusted"));
  const hasClaimed = aggregate(has("claimed"));
  // A later refusal by name counts over a trusted grant although it is only claimed.
  const named = aggregate(
    sql`argMaxIf((preferences[${category}], t), (t, -toInt64(handle_id)), trust = 'claimed' AND mapContains(preferences, ${category}))`,
  );
  const withdrawn = sql`(${hasClaimed} > 0 AND tupleElement(${named}, 1) = 0 AND tupleElement(${named}, 2) > tupleElement(${trusted}, 2))`;
  return sql`multiIf(
    ${hasTrusted} > 0, if(tupleElement(${trusted}, 1) = 1 AND NOT ${withdrawn}, 'granted', 'refused'),
    ${hasClaimed} > 0, if(tupleElement(${claimed}, 1) = 1, 'granted', 'refused'),
    'unknown')`;
}
