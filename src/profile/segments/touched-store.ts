import { sql } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { MoveCause } from "./moves.ts";
import "./tables.ts";

/** Customers who may have moved, and what is answered by looking at them. */
export type Touched = {
  /** Rows of segment_touched, the oldest first. */
  readonly rows: readonly {
    readonly id: number;
    readonly handles: readonly HandleId[];
    readonly why: MoveCause;
  }[];
};

/** So many numbers in one row: an undone import may touch everybody. */
const MOST_IN_ROW = 5000;

/** Notes that memberships of whoever has the handles may have changed. */
export async function touch(tx: State | StateTransaction, handles: Iterable<HandleId>): Promise<void> {
  await noteRows(tx, [...new Set(handles)], null);
}

/** The same for what an import brought that is being undone: looked at once its events are gone. */
export async function touchAfterUndo(
  tx: State | StateTransaction,
  handles: readonly HandleId[],
  undo: { readonly importId: number; readonly at: number },
): Promise<void> {
  await noteRows(tx, handles, undo);
}

async function noteRows(
  tx: State | StateTransaction,
  handles: readonly HandleId[],
  undo: { readonly importId: number; readonly at: number } | null,
): Promise<void> {
  for (let from = 0; from < handles.length; from += MOST_IN_ROW) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await sql`
      INSERT INTO segment_touched (handle_ids, why, after_import, noted_at)
      VALUES (${handles.slice(from, from + MOST_IN_ROW)}::bigint[], 'event', ${undo?.importId ?? null},
        ${undo ? new Date(undo.at) : sql`now()`})`.execute(tx);
  }
}

/**
 * The rows noted first, with at most about so many handles. Who moved between profiles waits until
 * the facts know of it, and who had a part in an undone import until the import is given.
 */
export async function nextTouched(state: State, most: number, undone: readonly number[]): Promise<Touched> {
  const { rows } = await sql<Touched["rows"][number]>`
    SELECT id, handle_ids AS handles, why FROM (
      SELECT id, handle_ids, why, sum(cardinality(handle_ids)) OVER (ORDER BY id) - cardinality(handle_ids) AS before
      FROM (
        SELECT id, handle_ids, why FROM segment_touched
        WHERE (after_import IS NULL OR after_import = ANY(${undone}::bigint[]))
          AND (why <> 'merge' OR NOT EXISTS (SELECT FROM resolved_batch WHERE events = 0))
        ORDER BY id LIMIT 1000
      ) AS first
    ) AS counted WHERE before < ${most} ORDER BY id`.execute(state);
  return { rows };
}

/** The imports whose undoing somebody waits for, and since when. */
export async function undoneAwaited(state: State): Promise<{ importId: number; since: Date }[]> {
  const { rows } = await sql<{ importId: number; since: Date }>`
    SELECT after_import AS "importId", min(noted_at) AS since FROM segment_touched
    WHERE after_import IS NOT NULL GROUP BY after_import`.execute(state);
  return rows;
}

/** Forgets rows that were answered. */
export async function forgetTouched(tx: StateTransaction, rows: readonly number[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`DELETE FROM segment_touched WHERE id = ANY(${rows}::bigint[])`.execute(tx);
}

/** Of those numbers the profiles that there are, each with all its handles; orders and visits of nobody are none. */
export async function profilesAmong(
  state: State,
  handles: readonly HandleId[],
): Promise<Map<ProfileId, HandleId[]>> {
  const { rows } = await sql<{ profile: ProfileId; handles: HandleId[] }>`
    SELECT h.profile_id AS profile, array_agg(h.id ORDER BY h.id) AS handles
    FROM handle h WHERE h.profile_id IN (
      SELECT found.profile_id FROM handle found JOIN handle head ON head.id = found.profile_id
      WHERE found.id = ANY(${handles}::bigint[]) AND head.type NOT IN ('order', 'unidentified'))
    GROUP BY h.profile_id`.execute(state);
  return new Map(rows.map(({ profile, handles: own }) => [profile, own]));
}

/** The next profiles by number, for a pass over all. */
export async function profilesAfter(state: State, after: number, limit: number): Promise<ProfileId[]> {
  const { rows } = await sql<{ id: ProfileId }>`
    SELECT id FROM handle WHERE id = profile_id AND type NOT IN ('order', 'unidentified') AND id > ${after}
    ORDER BY id LIMIT ${limit}`.execute(state);
  return rows.map(({ id }) => id);
}
