import { sql as text } from "kysely";
import type { z } from "zod";
import type { Context } from "../../core/context.ts";
import type { SourceId } from "../../core/ids.ts";
import { bound, instant, sql } from "../../core/sql.ts";
import type { State } from "../../core/state.ts";
import type { firstEventSchema, liveEventsSchema, rejectedQuerySchema, rejectedSchema } from "./contract.ts";
import type { Source } from "./source.ts";

const DAY = 24 * 3600 * 1000;

/** The source's latest stored events, the newest first: of the day before its last one. */
export async function latestEvents(
  context: Context,
  id: SourceId,
  limit: number,
): Promise<z.infer<typeof liveEventsSchema>> {
  const last = await context.state
    .selectFrom("source_activity")
    .select("last_event_at")
    .where("source_id", "=", id)
    .executeTakeFirst();
  if (!last?.last_event_at) return { events: [] };
  // Without a window every part of the table would be read: nothing orders it by arrival.
  const since = instant(last.last_event_at.getTime() - DAY);
  const events = await context.facts.query<z.infer<typeof liveEventsSchema>["events"][number]>(sql`
    SELECT message_id AS messageId, kind, name, at, received_at AS receivedAt,
      user_id AS userId, anonymous_id AS anonymousId, properties, traits, context
    FROM event WHERE source_id = ${bound("UInt32", id)} AND received_at >= ${since}
    ORDER BY received_at DESC, at DESC LIMIT ${bound("UInt32", limit)}`);
  return { events };
}

/** Refused events with their reasons, the newest first. */
export async function rejectedEvents(
  state: State,
  id: SourceId,
  page: z.infer<typeof rejectedQuerySchema>,
): Promise<z.infer<typeof rejectedSchema>> {
  let query = state
    .selectFrom("rejected_event")
    .select(["id", "rejected_at", "reason", "field", "message", "fix", "because", "excerpt"])
    .where("source_id", "=", id);
  if (page.before !== undefined) query = query.where("id", "<", page.before);
  if (page.reason !== undefined) query = query.where("reason", "=", page.reason);
  const rows = await query
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .execute();
  const reasons = await state
    .selectFrom("rejected_count")
    .select(["reason", "events", "last_at"])
    .where("source_id", "=", id)
    .orderBy("events", "desc")
    .execute();
  const shown = rows.slice(0, page.limit);
  return {
    events: shown.map(({ rejected_at, ...row }) => ({ ...row, rejectedAt: rejected_at.toISOString() })),
    reasons: reasons.map(({ last_at, ...row }) => ({ ...row, lastAt: last_at.toISOString() })),
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** How far a first event got. */
export async function firstEvent(
  context: Context,
  source: Source,
): Promise<z.infer<typeof firstEventSchema>> {
  const counted = await text<{ events: number; rejected: number }>`
    SELECT
      coalesce((SELECT events FROM source_activity WHERE source_id = ${source.id}), 0) AS events,
      coalesce((SELECT sum(events) FROM rejected_count WHERE source_id = ${source.id}), 0)::int8 AS rejected
  `.execute(context.state);
  const { events, rejected } = counted.rows[0] ?? { events: 0, rejected: 0 };
  if (events === 0) return { state: rejected > 0 ? "rejected" : "waiting", events, rejected };
  const [stored] = await context.facts.query(sql`
    SELECT 1 AS found FROM event WHERE source_id = ${bound("UInt32", source.id)} LIMIT 1`);
  return { state: stored ? "stored" : "received", events, rejected };
}
