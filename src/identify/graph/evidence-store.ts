import { sql } from "kysely";
import type { TrackedEvent } from "../../core/event.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { BoardEdge } from "./board-parts.ts";
import type { IdOf } from "./handle-store.ts";

type NewEdge = BoardEdge & { founder: TrackedEvent };

function isNew(edge: BoardEdge): edge is NewEdge {
  return edge.founder !== null;
}

/** Stores evidence that the batch found, in the order in which it was found. */
export async function insertEvidence(
  tx: StateTransaction,
  edges: readonly BoardEdge[],
  idOf: IdOf,
): Promise<void> {
  const fresh = edges.filter(isNew);
  if (fresh.length === 0) return;
  const inOrder = fresh.toSorted((left, right) => left.order - right.order);
  const column = <Value>(of: (edge: NewEdge) => Value): Value[] => inOrder.map(of);
  await sql`
    INSERT INTO evidence (handle_a, handle_b, rule, trust, verdict, reason, message_id, source_id,
                          import_id, at, last_seen)
    SELECT a, b, rule, trust, verdict, reason, message_id, source_id, import_id,
           to_timestamp(at / 1000.0), to_timestamp(last_seen / 1000.0)
    FROM unnest(
      ${column(({ a }) => idOf(a.id))}::bigint[], ${column(({ b }) => idOf(b.id))}::bigint[],
      ${column(({ rule }) => rule)}::text[], ${column(({ trust }) => trust)}::text[],
      ${column(({ verdict }) => verdict)}::text[], ${column(({ reason }) => reason)}::text[],
      ${column(({ founder }) => founder.messageId)}::text[],
      ${column(({ founder }) => founder.sourceId)}::bigint[],
      ${column(({ importId }) => importId)}::bigint[],
      ${column(({ founder }) => founder.at)}::float8[], ${column(({ lastSeen }) => lastSeen)}::float8[]
    ) WITH ORDINALITY AS n(a, b, rule, trust, verdict, reason, message_id, source_id, import_id, at, last_seen, nth)
    ORDER BY nth`.execute(tx);
}

/** Stores what changed of evidence. */
export async function updateEvidence(tx: StateTransaction, changed: readonly BoardEdge[]): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    UPDATE evidence SET verdict = n.verdict, reason = n.reason, import_id = n.import_id,
      last_seen = to_timestamp(n.last_seen / 1000.0)
    FROM unnest(
      ${changed.map(({ id }) => id)}::bigint[], ${changed.map(({ verdict }) => verdict)}::text[],
      ${changed.map(({ reason }) => reason)}::text[], ${changed.map(({ importId }) => importId)}::bigint[],
      ${changed.map(({ lastSeen }) => lastSeen)}::float8[]
    ) AS n(id, verdict, reason, import_id, last_seen)
    WHERE evidence.id = n.id`.execute(tx);
}
