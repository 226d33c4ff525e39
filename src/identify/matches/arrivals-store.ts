import { sql } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import "./tables.ts";

/** Customers who wait, by the profiles that their handles belong to now. */
export type Arrivals = { readonly profiles: readonly ProfileId[]; readonly turn: number };

/** Notes that the values of handles changed; not before anything was matched, when a run takes all. */
export async function noteArrivals(tx: StateTransaction, handles: readonly HandleId[]): Promise<void> {
  if (handles.length === 0) return;
  await sql`
    INSERT INTO match_arrival (handle_id)
    SELECT DISTINCT id FROM unnest(${handles}::bigint[]) AS n(id) WHERE EXISTS (SELECT FROM matching_model)
    ON CONFLICT (handle_id) DO UPDATE SET turn = excluded.turn`.execute(tx);
}

/** The customers who have waited longest, so many of their handles; null where nobody waits. */
export async function nextArrivals(state: State, limit: number): Promise<Arrivals | null> {
  const { rows } = await sql<{ profileId: ProfileId | null; turn: number }>`
    SELECT h.profile_id AS "profileId", w.turn FROM (
      SELECT handle_id, turn FROM match_arrival ORDER BY turn LIMIT ${limit}
    ) w LEFT JOIN handle h ON h.id = w.handle_id`.execute(state);
  if (rows.length === 0) return null;
  const profiles = rows.flatMap(({ profileId }) => profileId ?? []);
  return { profiles: [...new Set(profiles)], turn: Math.max(...rows.map(({ turn }) => turn)) };
}

/** Forgets those who waited until a turn; who changed again meanwhile waits on. */
export async function dropArrivals(state: State | StateTransaction, turn: number): Promise<void> {
  await sql`DELETE FROM match_arrival WHERE turn <= ${turn}`.execute(state);
}

/** Drops the pairs of customers that wait for an answer: their values have changed. */
export async function dropPairsOf(tx: StateTransaction, ids: readonly ProfileId[]): Promise<void> {
  await sql`
    DELETE FROM match_pair WHERE state IN ('waiting', 'gone') AND NOT taken_back
      AND (handle_a = ANY(${ids}::bigint[]) OR handle_b = ANY(${ids}::bigint[]))`.execute(tx);
}
