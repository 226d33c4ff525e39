import { sql } from "kysely";
import type { HandledEvent, Trust } from "../../core/event.ts";
import type { HandleId } from "../../core/ids.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { Preferences } from "./preferences.ts";

/** A customer's answer with the event that brought it. */
export type GivenAnswer = { readonly event: HandledEvent; readonly preferences: Preferences };

/** The answers of one handle at one trust. */
export function answerKey(handle: HandleId, trust: Trust): string {
  return `${handle} ${trust}`;
}

/** The latest answer of each handle and trust, by {@link answerKey}. */
export async function latestAnswers(
  tx: StateTransaction,
  handles: readonly HandleId[],
): Promise<Map<string, { preferences: Preferences; at: number }>> {
  type Row = { handleId: HandleId; trust: Trust; preferences: Preferences; at: number };
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (c.handle_id, c.trust) c.handle_id AS "handleId", c.trust, c.preferences,
           (extract(epoch FROM c.at) * 1000)::float8 AS at
    FROM consent c WHERE c.handle_id = ANY(${handles}::bigint[])
    ORDER BY c.handle_id, c.trust, c.at DESC, c.id DESC`.execute(tx);
  return new Map(rows.map((row) => [answerKey(row.handleId, row.trust), row]));
}

/** Stores answers in their order. */
export async function storeAnswers(tx: StateTransaction, changes: readonly GivenAnswer[]): Promise<void> {
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
