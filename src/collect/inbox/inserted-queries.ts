import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import type { State } from "../../core/state.ts";
import "./tables.ts";

const LOOK_EVERY = 20;

/**
 * Waits until every event that is resolved by now is in the facts, however many come meanwhile; with
 * "all", also what came of no event (`aside-store.ts`). False where the signal aborted before.
 */
export async function untilInserted(
  state: State,
  signal: AbortSignal,
  what: "events" | "all" = "events",
): Promise<boolean> {
  const least = what === "all" ? 0 : 1;
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(id) AS last FROM resolved_batch WHERE events >= ${least}`.execute(state);
  const last = rows[0]?.last ?? 0;
  while (await isOnItsWay(state, last, least)) {
    if (signal.aborted) return false;
    await pause(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
  return true;
}

async function isOnItsWay(state: State, last: number, least: number): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    SELECT EXISTS (SELECT FROM resolved_batch WHERE id <= ${last} AND events >= ${least}) AS waits`.execute(
    state,
  );
  return rows[0]?.waits ?? false;
}
