import { sql } from "kysely";
import type { State, StateTransaction } from "../../core/state.ts";
import "./tables.ts";

/** The number only has to be ours alone; "tenure segments". */
const RULES = 7_283_640_060;

/**
 * Held by whoever changes rules until the change is committed: who resolves events meanwhile waits,
 * and then knows of it. So nothing that came after a pass has begun is missed.
 */
export async function lockRules(tx: StateTransaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${RULES})`.execute(tx);
}

/** Keeps the rules as they are until the transaction ends; how often they were changed so far. */
export async function holdRules(tx: StateTransaction): Promise<number> {
  await sql`/* often */ SELECT pg_advisory_xact_lock_shared(${RULES})`.execute(tx);
  const { rows } = await sql<{ changes: number }>`/* often */ SELECT changes FROM segment_ground`.execute(tx);
  return rows[0]?.changes ?? 0;
}

/** Says that rules are not what they were. */
export async function noteChange(tx: StateTransaction): Promise<void> {
  await sql`UPDATE segment_ground SET changes = changes + 1`.execute(tx);
}

/** What rules meant beside themselves when everybody was looked at last; "" for never. */
export async function readMeaning(state: State): Promise<string> {
  const { meaning } = await state.selectFrom("segment_ground").select("meaning").executeTakeFirstOrThrow();
  return meaning;
}

/** Remembers what they mean now. */
export async function writeMeaning(tx: State | StateTransaction, meaning: string): Promise<void> {
  await tx.updateTable("segment_ground").set({ meaning }).execute();
}
