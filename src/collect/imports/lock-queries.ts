import { sql } from "kysely";
import type { State } from "../../core/state.ts";

/** The number only has to be ours alone; "tenure imports". */
const LOCK = 7_283_640_020;

/** Runs the work while holding the importers' lock; not at all where another process has it. */
export async function asOnlyImporter(state: State, work: () => Promise<void>): Promise<void> {
  await state.connection().execute(async (locked) => {
    const taken = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock(${LOCK}) AS taken`.execute(
      locked,
    );
    if (taken.rows[0]?.taken !== true) return;
    try {
      await work();
    } finally {
      await sql`SELECT pg_advisory_unlock(${LOCK})`.execute(locked);
    }
  });
}
