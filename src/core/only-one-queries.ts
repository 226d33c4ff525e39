import { sql } from "kysely";
import type { State } from "./state.ts";

/**
 * Runs the work on a connection that holds the lock of this number, so that one of all processes
 * does it; null where another has it. The lock goes with the connection.
 */
export async function asOnlyOne<Value>(
  state: State,
  lock: number,
  work: (locked: State) => Promise<Value>,
): Promise<Value | null> {
  return state.connection().execute(async (locked) => {
    const taken = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock(${lock}) AS taken`.execute(
      locked,
    );
    if (taken.rows[0]?.taken !== true) return null;
    try {
      return await work(locked);
    } finally {
      await sql`SELECT pg_advisory_unlock(${lock})`.execute(locked);
    }
  });
}
