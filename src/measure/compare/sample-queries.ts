/** Whom two sets have, and some of them. */
import type { Facts } from "../../core/facts.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import { bound, profileOf, sql, type Sql } from "../../core/sql.ts";

/** Goes through all customers there are, at worst. */
const LONG = { lane: "background", timeout: 300 } as const;

/** Rows (profile_id) of everybody of whom there is an event, or an order under their name. */
export function everybody(): Sql {
  return sql`SELECT ${profileOf(sql`handle`)} AS profile_id FROM (
      SELECT handle_id AS handle FROM event UNION ALL SELECT handle_id AS handle FROM order_figure WHERE anonymous = 0)
    GROUP BY profile_id`;
}

/** No rows: nobody has this number. */
export function nobody(): Sql {
  return sql`SELECT toUInt64(0) AS profile_id WHERE 0`;
}

/** Rows (profile_id) of those who are not among the others. */
export function without(members: Sql, others: Sql): Sql {
  return sql`SELECT profile_id FROM (${members}) WHERE profile_id NOT IN (${others})`;
}

/** How many there are. */
export async function sizeOf(facts: Facts, members: Sql): Promise<number> {
  const [row] = await facts.query<{ customers: string }>(
    sql`SELECT count() AS customers FROM (${members})`,
    LONG,
  );
  return Number(row?.customers ?? 0);
}

/** So many of them, the same ones each time, by the hash of the customer. */
export async function someOf(facts: Facts, members: Sql, limit: number): Promise<ProfileId[]> {
  const rows = await facts.query<{ id: string }>(
    sql`SELECT profile_id AS id FROM (${members}) ORDER BY sipHash64(profile_id), profile_id LIMIT ${limit}`,
    LONG,
  );
  return rows.map(({ id }) => asId<ProfileId>(Number(id)));
}

/** Every handle that belongs to one of the profiles, or did. */
export async function handlesAmong(facts: Facts, profiles: readonly ProfileId[]): Promise<HandleId[]> {
  const rows = await facts.query<{ handle: string }>(
    sql`SELECT DISTINCT handle_id AS handle FROM alias WHERE profile_id IN ${bound("Array(UInt64)", profiles)}`,
    LONG,
  );
  const moved = rows.map(({ handle }) => asId<HandleId>(Number(handle)));
  return [...new Set([...profiles.map((id) => asId<HandleId>(id)), ...moved])];
}
