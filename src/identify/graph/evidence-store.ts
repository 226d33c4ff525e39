import { sql } from "kysely";
import type { TrackedEvent } from "../../core/event.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { BoardEdge } from "./board-parts.ts";
import type { IdOf } from "./handle-store.ts";

type NewEdge = BoardEdge & { founder: TrackedEvent };

function isNew(edge: BoardEdge): edge is NewEdge {
  return edge.founder !== null;
}

type Dropped = {
  readonly at: number | null;
  readonly sourceId: number | null;
  readonly messageId: string | null;
};

/** What ended evidence that held; nothing where it holds, or never did. */
function droppedOf({ verdict, turnedBy }: BoardEdge, now: number): Dropped {
  if (verdict !== "dropped") return { at: null, sourceId: null, messageId: null };
  return {
    at: turnedBy?.receivedAt ?? now,
    sourceId: turnedBy?.sourceId ?? null,
    messageId: turnedBy?.messageId ?? null,
  };
}

/** As Postgres writes an array: arrays of arrays must be even. Null where there are none, as mostly. */
function behindOf({ behind }: BoardEdge, idOf: IdOf): string | null {
  return behind.length === 0 ? null : `{${behind.map(idOf).join(",")}}`;
}

/** Stores evidence that the batch found, in the order in which it was found. */
export async function insertEvidence(
  tx: StateTransaction,
  edges: readonly BoardEdge[],
  idOf: IdOf,
  now: number,
): Promise<void> {
  const fresh = edges.filter(isNew);
  if (fresh.length === 0) return;
  const inOrder = fresh.toSorted((left, right) => left.order - right.order);
  const column = <Value>(of: (edge: NewEdge) => Value): Value[] => inOrder.map(of);
  await sql`
    INSERT INTO evidence (handle_a, handle_b, rule, trust, verdict, reason, message_id, source_id,
                          import_id, at, last_seen, dropped_at, dropped_source_id, dropped_message_id, behind)
    SELECT a, b, rule, trust, verdict, reason, message_id, source_id, import_id,
           to_timestamp(at / 1000.0), to_timestamp(last_seen / 1000.0),
           to_timestamp(dropped_at / 1000.0), dropped_source_id, dropped_message_id, behind::bigint[]
    FROM unnest(
      ${column(({ a }) => idOf(a.id))}::bigint[], ${column(({ b }) => idOf(b.id))}::bigint[],
      ${column(({ rule }) => rule)}::text[], ${column(({ trust }) => trust)}::text[],
      ${column(({ verdict }) => verdict)}::text[], ${column(({ reason }) => reason)}::text[],
      ${column(({ founder }) => founder.messageId)}::text[],
      ${column(({ founder }) => founder.sourceId)}::bigint[],
      ${column(({ importId }) => importId)}::bigint[],
      ${column(({ founder }) => founder.at)}::float8[], ${column(({ lastSeen }) => lastSeen)}::float8[],
      ${column((edge) => droppedOf(edge, now).at)}::float8[],
      ${column((edge) => droppedOf(edge, now).sourceId)}::bigint[],
      ${column((edge) => droppedOf(edge, now).messageId)}::text[], ${column((edge) => behindOf(edge, idOf))}::text[]
    ) WITH ORDINALITY AS n(a, b, rule, trust, verdict, reason, message_id, source_id, import_id, at, last_seen,
                           dropped_at, dropped_source_id, dropped_message_id, behind, nth)
    ORDER BY nth`.execute(tx);
}

/** Stores what changed of evidence. */
export async function updateEvidence(
  tx: StateTransaction,
  changed: readonly BoardEdge[],
  idOf: IdOf,
  now: number,
): Promise<void> {
  if (changed.length === 0) return;
  const column = <Value>(of: (edge: BoardEdge) => Value): Value[] => changed.map(of);
  await sql`
    UPDATE evidence SET verdict = n.verdict, reason = n.reason, import_id = n.import_id,
      last_seen = to_timestamp(n.last_seen / 1000.0), behind = n.behind::bigint[],
      dropped_at = CASE WHEN n.turned THEN to_timestamp(n.dropped_at / 1000.0) ELSE evidence.dropped_at END,
      dropped_source_id = CASE WHEN n.turned THEN n.dropped_source_id ELSE evidence.dropped_source_id END,
      dropped_message_id = CASE WHEN n.turned THEN n.dropped_message_id ELSE evidence.dropped_message_id END
    FROM unnest(
      ${column(({ id }) => id)}::bigint[], ${column(({ verdict }) => verdict)}::text[],
      ${column(({ reason }) => reason)}::text[], ${column(({ importId }) => importId)}::bigint[],
      ${column(({ lastSeen }) => lastSeen)}::float8[], ${column(({ turnedBy }) => turnedBy !== undefined)}::boolean[],
      ${column((edge) => droppedOf(edge, now).at)}::float8[],
      ${column((edge) => droppedOf(edge, now).sourceId)}::bigint[],
      ${column((edge) => droppedOf(edge, now).messageId)}::text[], ${column((edge) => behindOf(edge, idOf))}::text[]
    ) AS n(id, verdict, reason, import_id, last_seen, turned, dropped_at, dropped_source_id, dropped_message_id,
           behind)
    WHERE evidence.id = n.id`.execute(tx);
}
