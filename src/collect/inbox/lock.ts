import { sql } from "kysely";
import type { State } from "../../core/state.ts";

/** The number only has to be ours alone; "tenure inbox". */
const LOCK = 7_283_640_019;

/**
 * Runs the work on a connection that holds the worker's lock, so that there is one worker however
 * many processes run; null where another has it. The lock goes with the connection.
 */
export async function asOnlyWorker<Value>(
  state: State,
  work: (locked: State) => Promise<Value>,
): Promise<Value | null> {
  return state.connection().execute(async (locked) => {
    const taken = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock(${LOCK}) AS taken`.execute(
      locked,
    );
    if (taken.rows[0]?.taken !== true) return null;
    try {
      return await work(locked);
    } finally {
      await sql`SELECT pg_advisory_unlock(${LOCK})`.execute(locked);
    }
  });
}
