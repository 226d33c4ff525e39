import type { Facts } from "../../core/facts.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import { bound, instant, profileOf, sql, type Sql } from "../../core/sql.ts";

/** A trait that tells few kinds of people has at most so many values. */
const MOST_VALUES = 12;
/** A value that fewer than so many share on average tells single people. */
const LEAST_EACH = 5;

/**
 * What customers say of themselves, of the traits with few values: the last word of each, a claim
 * never over a trusted source. Values are JSON.
 */
export async function fewValuedTraits(
  facts: Facts,
  of: {
    readonly profiles: readonly ProfileId[];
    readonly handles: readonly HandleId[];
    readonly now: number;
  },
): Promise<{ id: number; name: string; value: string }[]> {
  const said = sql`SELECT ${profileOf(sql`handle_id`)} AS id, name,
      argMax(value, (trust = 'trusted', at, message_id, value)) AS last
    FROM trait WHERE handle_id IN ${bound("Array(UInt64)", of.handles)} AND at <= ${instant(of.now)}
    GROUP BY id, name HAVING id IN ${bound("Array(UInt64)", of.profiles)} AND last NOT IN ('null', '""')`;
  const rows = await facts.query<{ id: string; name: string; last: string }>(
    sql`SELECT id, name, last FROM (${said}) WHERE name IN (
      SELECT name FROM (${said}) GROUP BY name
      HAVING uniqExact(last) BETWEEN 2 AND ${MOST_VALUES} AND count() >= ${LEAST_EACH} * uniqExact(last)
        AND countIf(startsWith(last, '{') OR startsWith(last, '[')) = 0)`,
    { lane: "background" },
  );
  return rows.map(({ id, name, last }) => ({ id: Number(id), name, value: last }));
}

/** Which of the sets the customers are in: rows of the sets are (profile_id, id). */
export async function setsAmong(
  facts: Facts,
  memberships: Sql,
  profiles: readonly ProfileId[],
): Promise<{ id: number; set: string }[]> {
  const rows = await facts.query<{ profile: string; set: string }>(
    sql`SELECT profile_id AS profile, id AS set FROM (${memberships})
      WHERE profile_id IN ${bound("Array(UInt64)", profiles)}`,
    { lane: "background" },
  );
  return rows.map(({ profile, set }) => ({ id: Number(profile), set }));
}
