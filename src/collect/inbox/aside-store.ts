import type { Context } from "../../core/context.ts";
import type { FactRows } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import { linesOf, unpackBatch } from "./batch.ts";
import { finishResolved, insertResolved, storeResolved } from "./resolved.ts";

/** A batch that came of no event: nothing that counts events counts it. */
const NO_EVENTS = 0;
const NOTHING: FactRows = {
  event: [],
  order: [],
  refund: [],
  trait: [],
  consent: [],
  message: [],
  alias: [],
};

/**
 * Makes a change of state that moves handles itself (an undo, a decision), in one transaction, which
 * also stores what the facts must learn of it: after a kill that is inserted still, by the next call
 * or by the next worker.
 */
export async function changeWithFacts<Answer>(
  context: Context,
  change: (tx: StateTransaction) => Promise<{ readonly rows: Partial<FactRows>; readonly answer: Answer }>,
): Promise<Answer> {
  const answer = await context.state.transaction().execute(async (tx) => {
    const changed = await change(tx);
    await storeAside(tx, changed.rows);
    return changed.answer;
  });
  // It may come after batches of later versions.
  if (await insertAside(context)) await context.facts.reloadProfiles("all");
  return answer;
}

async function storeAside(tx: StateTransaction, rows: Partial<FactRows>): Promise<void> {
  const tables = linesOf({ ...NOTHING, ...rows });
  if (tables.length > 0) await storeResolved(tx, NO_EVENTS, tables);
}

/** Inserts what was stored aside: as often as need be, once in effect. Tells whether there was anything. */
async function insertAside(context: Context): Promise<boolean> {
  const rows = await context.state
    .selectFrom("resolved_batch")
    .select(["id", "body"])
    .where("events", "=", NO_EVENTS)
    .orderBy("id")
    .execute();
  for (const { id, body } of rows) {
    const batch = { id, tables: unpackBatch(body) };
    await insertResolved(context, batch);
    await finishResolved(context, batch);
  }
  return rows.length > 0;
}
