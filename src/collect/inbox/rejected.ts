import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { SourceId } from "../../core/ids.ts";
import type { Because } from "../../core/reason.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { groupCommit } from "./group-commit.ts";
import type { GroupCommit } from "./group-commit.ts";
import "./tables.ts";

/** An event that was refused, for the log that the user sees. */
export type RejectedEvent = {
  readonly sourceId: SourceId;
  readonly reason: string;
  readonly field: string | null;
  readonly message: string;
  readonly fix: string;
  /** By which the pages say message and fix in the reader's language. */
  readonly because?: Because | undefined;
  /** The beginning of what came. */
  readonly excerpt: string;
};

/** Excerpts that are kept for each source; the counts by reason go on. */
export const KEPT = 1000;
/** Excerpts that one commit writes; a flood of the same mistake says nothing more. */
const WRITTEN = 500;
const MILLISECONDS = 8;

const groups = new WeakMap<State, GroupCommit<readonly RejectedEvent[]>>();

/** Logs refused events; resolves when they are kept. */
export function logRejected(state: State, events: readonly RejectedEvent[]): Promise<void> {
  let group = groups.get(state);
  if (!group) {
    group = groupCommit((items) => writeRejected(state, items.flat()), {
      milliseconds: MILLISECONDS,
      most: 5000,
      weigh: (item) => item.length,
    });
    groups.set(state, group);
  }
  return events.length === 0 ? Promise.resolve() : group.add(events);
}

/** Writes refused events and their counts at once, and lets the oldest go. */
export async function writeRejected(state: State, events: readonly RejectedEvent[]): Promise<void> {
  await state.transaction().execute((tx) => writeRejectedIn(tx, events));
}

/** The same within a transaction of the caller's. */
export async function writeRejectedIn(tx: StateTransaction, events: readonly RejectedEvent[]): Promise<void> {
  const latest = events.slice(-WRITTEN).map(toRow);
  await tx.insertInto("rejected_event").values(latest).execute();
  await tx
    .insertInto("rejected_count")
    .values(countByReason(events))
    .onConflict((conflict) =>
      conflict.columns(["source_id", "reason"]).doUpdateSet({
        events: sql`rejected_count.events + excluded.events`,
        last_at: sql`excluded.last_at`,
      }),
    )
    .execute();
  for (const source of new Set(events.map((event) => event.sourceId))) {
    await sql`
      DELETE FROM rejected_event WHERE source_id = ${source} AND id <= (
        SELECT id FROM rejected_event WHERE source_id = ${source}
        ORDER BY id DESC OFFSET ${KEPT} LIMIT 1
      )`.execute(tx);
  }
}

function toRow(event: RejectedEvent) {
  return {
    source_id: event.sourceId,
    reason: event.reason,
    field: event.field,
    message: event.message,
    fix: event.fix,
    because: event.because ? JSON.stringify(event.because) : null,
    excerpt: event.excerpt.replaceAll("\0", "\uFFFD").toWellFormed(),
  };
}

function countByReason(events: readonly RejectedEvent[]) {
  const counts = new Map<
    string,
    { source_id: SourceId; reason: string; events: number; last_at: RawBuilder<Date> }
  >();
  const now = sql<Date>`now()`;
  for (const { sourceId, reason } of events) {
    const key = `${sourceId} ${reason}`;
    const count = counts.get(key) ?? { source_id: sourceId, reason, events: 0, last_at: now };
    count.events += 1;
    counts.set(key, count);
  }
  // One order everywhere, so that two processes never wait for each other's rows.
  return [...counts.keys()]
    .sort()
    .map((key) => counts.get(key))
    .filter((count) => count !== undefined);
}
