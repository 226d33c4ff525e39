import { sql } from "kysely";
import type { HandledEvent, Trust } from "../../core/event.ts";
import type { HandleId, ImportId, SourceId } from "../../core/ids.ts";
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

/** Stores answers in their order and gives the numbers that they got. */
export async function storeAnswers(tx: StateTransaction, changes: readonly GivenAnswer[]): Promise<number[]> {
  if (changes.length === 0) return [];
  const column = <Value>(of: (event: HandledEvent) => Value): Value[] =>
    changes.map(({ event }) => of(event));
  const { rows } = await sql<{ id: number }>`
    INSERT INTO consent (handle_id, at, preferences, trust, source_id, import_id, message_id)
    SELECT handle_id, to_timestamp(at / 1000.0), preferences::jsonb, trust, source_id, import_id, message_id
    FROM unnest(
      ${column(({ handleId }) => handleId)}::bigint[], ${column(({ at }) => at)}::float8[],
      ${changes.map(({ preferences }) => JSON.stringify(preferences))}::text[],
      ${column(({ trust }) => trust)}::text[], ${column(({ sourceId }) => sourceId)}::bigint[],
      ${column(({ importId }) => importId)}::bigint[], ${column(({ messageId }) => messageId)}::text[]
    ) WITH ORDINALITY AS n(handle_id, at, preferences, trust, source_id, import_id, message_id, nth)
    ORDER BY nth
    RETURNING id`.execute(tx);
  return rows.map(({ id }) => id).toSorted((left, right) => left - right);
}

/** An answer as the state keeps it. */
export type KeptAnswer = GivenRow & { readonly id: number };

type GivenRow = {
  readonly handleId: HandleId;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly preferences: Preferences;
  readonly trust: Trust;
  readonly sourceId: SourceId;
  readonly importId: ImportId | null;
  readonly messageId: string;
};

/** The answers after one by their numbers; kept as they are until the transaction ends. */
export async function answersAfter(tx: StateTransaction, id: number, most: number): Promise<KeptAnswer[]> {
  const { rows } = await sql<KeptAnswer>`
    SELECT c.id, c.handle_id AS "handleId", (extract(epoch FROM c.at) * 1000)::float8 AS at, c.preferences, c.trust,
           c.source_id AS "sourceId", c.import_id AS "importId", c.message_id AS "messageId"
    FROM consent c WHERE c.id > ${id} ORDER BY c.id LIMIT ${most} FOR SHARE`.execute(tx);
  return rows;
}
