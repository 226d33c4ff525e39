import { sql } from "kysely";
import type { HandledEvent, Trust } from "../../core/event.ts";
import type { HandleId } from "../../core/ids.ts";
import { isJsonObject } from "../../core/json.ts";
import type { StateTransaction } from "../../core/state.ts";
import { CONSENT_EVENT, preferencesAfter, sameAnswer, type Preferences } from "./preferences.ts";

type Change = { event: HandledEvent; preferences: Preferences };

/** Keeps each change of consent that the events tell of, by handle; the same answer again adds nothing. */
export async function recordConsent(tx: StateTransaction, events: readonly HandledEvent[]): Promise<void> {
  const telling = events.filter(tellsOfConsent);
  if (telling.length === 0) return;
  const latest = await latestOf(tx, [...new Set(telling.map(({ handleId }) => handleId))]);
  const changes: Change[] = [];
  for (const event of telling) {
    const key = keyOf(event.handleId, event.trust);
    const present = latest.get(key);
    const preferences = preferencesAfter(event, present?.preferences ?? {});
    if (preferences === null || (present && sameAnswer(preferences, present.preferences))) continue;
    changes.push({ event, preferences });
    if (!present || event.at >= present.at) latest.set(key, { preferences, at: event.at });
  }
  await store(tx, changes);
}

function tellsOfConsent(event: HandledEvent): boolean {
  return isJsonObject(event.context["consent"]) || event.name === CONSENT_EVENT;
}

function keyOf(handle: HandleId, trust: Trust): string {
  return `${handle} ${trust}`;
}

async function latestOf(
  tx: StateTransaction,
  handles: readonly HandleId[],
): Promise<Map<string, { preferences: Preferences; at: number }>> {
  type Row = { handleId: HandleId; trust: Trust; preferences: Preferences; at: number };
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (c.handle_id, c.trust) c.handle_id AS "handleId", c.trust, c.preferences,
           (extract(epoch FROM c.at) * 1000)::float8 AS at
    FROM consent c WHERE c.handle_id = ANY(${handles}::bigint[])
    ORDER BY c.handle_id, c.trust, c.at DESC, c.id DESC`.execute(tx);
  return new Map(rows.map((row) => [keyOf(row.handleId, row.trust), row]));
}

async function store(tx: StateTransaction, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const column = <Value>(of: (event: HandledEvent) => Value): Value[] =>
    changes.map(({ event }) => of(event));
  await sql`
    INSERT INTO consent (handle_id, at, preferences, trust, source_id, import_id, message_id)
    SELECT handle_id, to_timestamp(at / 1000.0), preferences::jsonb, trust, source_id, import_id, message_id
    FROM unnest(
      ${column(({ handleId }) => handleId)}::bigint[], ${column(({ at }) => at)}::float8[],
      ${changes.map(({ preferences }) => JSON.stringify(preferences))}::text[],
      ${column(({ trust }) => trust)}::text[], ${column(({ sourceId }) => sourceId)}::bigint[],
      ${column(({ importId }) => importId)}::bigint[], ${column(({ messageId }) => messageId)}::text[]
    ) WITH ORDINALITY AS n(handle_id, at, preferences, trust, source_id, import_id, message_id, nth)
    ORDER BY nth`.execute(tx);
}
