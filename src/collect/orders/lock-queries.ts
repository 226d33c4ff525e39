import { sql } from "kysely";
import type { StateTransaction } from "../../core/state.ts";

/** The number only has to be ours alone; "tenure orders". */
const LOCK = 7_283_640_021;

/** Until the transaction ends nobody holds the orders as they are; taken by whoever adds to them. */
export async function shareOrders(tx: StateTransaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(${LOCK})`.execute(tx);
}

/** Until the transaction ends nobody else adds to orders; taken by whoever puts them together anew. */
export async function holdOrders(tx: StateTransaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(tx);
}
