import { sql } from "kysely";
import type { TrackedEvent } from "../../core/event.ts";
import type { StateTransaction } from "../../core/state.ts";

/** Counts what came from each source, in the transaction that resolves it. */
export async function countActivity(tx: StateTransaction, events: readonly TrackedEvent[]): Promise<void> {
  const counts = new Map<number, { events: number; last: number }>();
  for (const { sourceId, receivedAt } of events) {
    const count = counts.get(sourceId) ?? { events: 0, last: 0 };
    counts.set(sourceId, { events: count.events + 1, last: Math.max(count.last, receivedAt) });
  }
  if (counts.size === 0) return;
  const all = [...counts];
  await sql`
    INSERT INTO source_activity (source_id, events, last_event_at)
    SELECT source.id, wanted.events, to_timestamp(wanted.last / 1000.0)
    FROM unnest(
      ${all.map(([id]) => id)}::int[],
      ${all.map(([, count]) => count.events)}::int8[],
      ${all.map(([, count]) => count.last)}::int8[]
    ) AS wanted (id, events, last) JOIN source USING (id)
    ON CONFLICT (source_id) DO UPDATE SET
      events = source_activity.events + excluded.events,
      last_event_at = greatest(source_activity.last_event_at, excluded.last_event_at)`.execute(tx);
}
