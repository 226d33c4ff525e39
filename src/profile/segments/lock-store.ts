import { sql } from "kysely";
import type { State } from "../../core/state.ts";

/** The number only has to be ours alone; held while customers are looked at. "tenure segments". */
export const LOCK = 7_283_640_061;

/** Runs the work while nobody is looked at, after whoever is. */
export async function whileNobodyIsLookedAt(state: State, work: () => Promise<void>): Promise<void> {
  await state.connection().execute(async (locked) => {
    await sql`SELECT pg_advisory_lock(${LOCK})`.execute(locked);
    try {
      await work();
    } finally {
      await sql`SELECT pg_advisory_unlock(${LOCK})`.execute(locked);
    }
  });
}
