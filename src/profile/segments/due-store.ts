import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { Due } from "./moves.ts";
import "./tables.ts";

/** Customers whom time alone may have moved by now, the longest due first. */
export async function nextDue(state: State, now: number, limit: number): Promise<ProfileId[]> {
  const { rows } = await sql<{ id: ProfileId }>`
    SELECT profile_id AS id FROM segment_due WHERE due_at <= ${new Date(now)}
    ORDER BY due_at LIMIT ${limit}`.execute(state);
  return rows.map(({ id }) => id);
}

/** Notes when to look at customers again; `some`: what was noted of other rules stays where it is earlier. */
export async function setDues(tx: StateTransaction, dues: readonly Due[], of: "all" | "some"): Promise<void> {
  const never = dues.filter(({ at }) => at === null).map(({ profile }) => profile);
  if (of === "all" && never.length > 0) await dropDues(tx, never);
  const later = dues.filter((due): due is Due & { at: number } => due.at !== null);
  if (later.length === 0) return;
  await sql`
    INSERT INTO segment_due (profile_id, due_at)
    SELECT id, to_timestamp(at / 1000.0)
    FROM unnest(${later.map(({ profile }) => profile)}::bigint[], ${later.map(({ at }) => at)}::float8[]) AS n(id, at)
    ON CONFLICT (profile_id) DO UPDATE SET due_at = CASE WHEN ${of === "all"}
      THEN excluded.due_at ELSE least(excluded.due_at, segment_due.due_at) END`.execute(tx);
}

/** Forgets when to look at those who are no profiles. */
export async function dropDues(tx: State | StateTransaction, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`DELETE FROM segment_due WHERE profile_id = ANY(${ids}::bigint[])`.execute(tx);
}
