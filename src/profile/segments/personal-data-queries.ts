import { sql, type RawBuilder } from "kysely";
import type { HandleId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { State } from "../../core/state.ts";
import { forgetInOutbox } from "./outbox-store.ts";

/** The lists that handles stand on. */
export async function exportLists(state: State, handles: readonly HandleId[]): Promise<JsonObject[]> {
  const { rows } = await sql<JsonObject>`
    SELECT s.id AS segment, s.name, l.added_at, l.added_by FROM segment_list l JOIN segment s ON s.id = l.segment_id
    WHERE l.handle_id = ANY(${handles}::bigint[]) ORDER BY s.id`.execute(state);
  return rows;
}

/** Forgets handles: lists, who is to be looked at and when, what webhooks were to be told, and moves on their way into the facts. */
export async function forgetInState(state: State, handles: readonly HandleId[]): Promise<void> {
  await state.transaction().execute(async (tx) => {
    await sql`DELETE FROM segment_list WHERE handle_id = ANY(${handles}::bigint[])`.execute(tx);
    await sql`DELETE FROM segment_due WHERE profile_id = ANY(${handles}::bigint[])`.execute(tx);
    await sql`
      UPDATE segment_tick t SET body = t.body || jsonb_build_object(
        'moves', ${without("moves", handles)}, 'dues', ${without("dues", handles)})`.execute(tx);
    // Triggers note the numbers of those who go; who is erased is asked to go twice, the second time they are.
    await sql`
      UPDATE segment_touched SET handle_ids = (
        SELECT coalesce(array_agg(one), '{}') FROM unnest(handle_ids) AS one WHERE one <> ALL(${handles}::bigint[]))
      WHERE handle_ids && ${handles}::bigint[]`.execute(tx);
    await sql`DELETE FROM segment_touched WHERE cardinality(handle_ids) = 0`.execute(tx);
    await forgetInOutbox(tx, handles);
  });
}

function without(part: "moves" | "dues", handles: readonly HandleId[]): RawBuilder<unknown> {
  return sql`(
    SELECT coalesce(jsonb_agg(e.one ORDER BY e.nth), '[]')
    FROM jsonb_array_elements(t.body -> ${part}::text) WITH ORDINALITY AS e(one, nth)
    WHERE NOT ((e.one ->> 'profile')::bigint = ANY(${handles}::bigint[])))`;
}
