import { sql } from "kysely";
import type { State, StateTransaction } from "../../core/state.ts";
import "./tables.ts";

/** The last run that is done, and whether the facts hold its members. */
export async function lastRun(state: State): Promise<{ id: number; inFacts: boolean } | null> {
  const { rows } = await sql<{ id: number; inFacts: boolean }>`
    SELECT id, in_facts AS "inFacts" FROM persona_run WHERE status = 'done' ORDER BY id DESC LIMIT 1`.execute(
    state,
  );
  return rows[0] ?? null;
}

/** Notes that the facts hold the members of a run. */
export async function noteBrought(tx: StateTransaction, id: number): Promise<void> {
  await sql`UPDATE persona_run SET in_facts = true WHERE id = ${id}`.execute(tx);
}
