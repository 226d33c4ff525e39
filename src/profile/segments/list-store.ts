import { sql } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import "./tables.ts";

/** The lists that profiles stand on, by any identifier of theirs. */
export async function listsOf(
  state: State,
  profiles: readonly ProfileId[],
): Promise<Map<ProfileId, Set<number>>> {
  const { rows } = await sql<{ profile: ProfileId; lists: number[] }>`
    SELECT h.profile_id AS profile, array_agg(DISTINCT l.segment_id) AS lists
    FROM handle h JOIN segment_list l ON l.handle_id = h.id
    WHERE h.profile_id = ANY(${profiles}::bigint[]) GROUP BY h.profile_id`.execute(state);
  return new Map(rows.map(({ profile, lists }) => [profile, new Set(lists)]));
}

/** Puts profiles on a list; those that stood on it by no identifier yet. */
export async function addToList(
  tx: StateTransaction,
  list: number,
  profiles: readonly ProfileId[],
  said: { readonly by: string; readonly at: Date },
): Promise<HandleId[]> {
  const { rows } = await sql<{ id: HandleId }>`
    INSERT INTO segment_list (segment_id, handle_id, added_at, added_by)
    SELECT ${list}, n.id, ${said.at}, ${said.by} FROM unnest(${profiles}::bigint[]) AS n(id)
    WHERE NOT EXISTS (
      SELECT FROM handle h JOIN segment_list l ON l.handle_id = h.id
      WHERE h.profile_id = n.id AND l.segment_id = ${list})
    ON CONFLICT DO NOTHING RETURNING handle_id AS id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Takes profiles off a list, by whichever identifier they stood on it. */
export async function takeOffList(
  tx: StateTransaction,
  list: number,
  profiles: readonly ProfileId[],
): Promise<HandleId[]> {
  const { rows } = await sql<{ id: HandleId }>`
    WITH gone AS (
      DELETE FROM segment_list l USING handle h
      WHERE l.segment_id = ${list} AND h.id = l.handle_id AND h.profile_id = ANY(${profiles}::bigint[])
      RETURNING h.profile_id AS id)
    SELECT DISTINCT id FROM gone`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The profiles behind values of one type, each value with whose it is. */
export async function ownersOfValues(
  state: State | StateTransaction,
  type: string,
  values: readonly string[],
): Promise<Map<string, ProfileId>> {
  const { rows } = await sql<{ value: string; profile: ProfileId }>`
    SELECT DISTINCT ON (h.value) h.value, h.profile_id AS profile
    FROM handle h JOIN unnest(${values}::text[]) AS n(value) ON h.value = n.value
    WHERE h.type = ${type} AND NOT h.shared
    ORDER BY h.value, (h.trust = 'trusted') DESC, h.epoch DESC`.execute(state);
  return new Map(rows.map(({ value, profile }) => [value, profile]));
}

/** The profiles of these numbers now, each by the number asked for. */
export async function profilesByNumber(
  state: State | StateTransaction,
  ids: readonly number[],
): Promise<Map<number, ProfileId>> {
  const { rows } = await sql<{ id: number; profile: ProfileId }>`
    SELECT id, profile_id AS profile FROM handle WHERE id = ANY(${ids}::bigint[])`.execute(state);
  return new Map(rows.map(({ id, profile }) => [id, profile]));
}
