/** Who is of which persona, in the facts. */
import type { Facts } from "../../core/facts.ts";
import type { HandleId } from "../../core/ids.ts";
import { bound, sql, stored, type Sql } from "../../core/sql.ts";

/** Rows (profile_id) of the members of a persona, by the run that is named. */
export function membersOf(run: number, persona: string): Sql {
  return sql`SELECT profile_id FROM persona_member FINAL WHERE run_id = ${bound("UInt64", run)} AND persona = ${persona}`;
}

/** Rows (profile_id, id) of who is of which of the personas. */
export function membershipsIn(run: number, personas: readonly string[]): Sql {
  return sql`SELECT profile_id, toString(persona) AS id FROM persona_member FINAL
    WHERE run_id = ${bound("UInt64", run)} AND persona IN ${bound("Array(String)", personas)}`;
}

/** Whether the facts have members of a run. */
export async function hasMembers(facts: Facts, run: number): Promise<boolean> {
  const rows = await facts.query(
    sql`SELECT 1 FROM persona_member WHERE run_id = ${bound("UInt64", run)} LIMIT 1`,
    { lane: "background" },
  );
  return rows.length > 0;
}

/** Forgets what all runs but one said. */
export async function forgetOtherRuns(facts: Facts, run: number): Promise<void> {
  await facts.command(sql`DELETE FROM ${stored("persona_member")} WHERE run_id != ${bound("UInt64", run)}`);
}

/** Forgets of which personas profiles are, by any number that they had. */
export async function forgetMembers(facts: Facts, handles: readonly HandleId[]): Promise<void> {
  if (handles.length === 0) return;
  await facts.command(
    sql`DELETE FROM ${stored("persona_member")} WHERE profile_id IN ${bound("Array(UInt64)", handles)}`,
  );
}
