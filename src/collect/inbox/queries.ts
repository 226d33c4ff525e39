import { sql } from "kysely";
import type { TrackedEvent } from "../../core/event.ts";
import type { ImportId, SourceId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { pack, toLines } from "./lines.ts";
import { inboxWake } from "./wake.ts";
import "./tables.ts";

/** What waits in the inbox. */
export type Backlog = {
  /** All events that wait. */
  readonly events: number;
  /** Those among them that imports brought. */
  readonly imported: number;
  readonly rows: number;
};

/** Puts one row of events into the inbox, in the caller's transaction, and wakes the worker. */
export async function appendToInbox(
  tx: StateTransaction,
  batch: { sourceId: SourceId; events: readonly TrackedEvent[]; importId: ImportId | null },
): Promise<void> {
  if (batch.events.length === 0) return;
  const body = pack(toLines(batch.events));
  await tx
    .insertInto("inbox")
    .values({ events: batch.events.length, import_id: batch.importId, body })
    .execute();
  inboxWake.wake();
}

/** Commits one row durably, whatever the database's own habit is, in a single statement. */
export async function commitToInbox(state: State, events: number, body: Buffer): Promise<void> {
  await sql`
    /* often */ INSERT INTO inbox (events, body)
    SELECT ${events}, ${body} FROM set_config('synchronous_commit', 'on', true)
  `.execute(state);
}

/** How much waits. Imports look at it too, and pause while it is high. */
export async function inboxBacklog(state: State): Promise<Backlog> {
  const row = await state
    .selectFrom("inbox")
    .select([
      sql<number>`coalesce(sum(events), 0)::int8`.as("events"),
      sql<number>`coalesce(sum(events) FILTER (WHERE import_id IS NOT NULL), 0)::int8`.as("imported"),
      sql<number>`count(*)`.as("rows"),
    ])
    .executeTakeFirstOrThrow();
  return row;
}
