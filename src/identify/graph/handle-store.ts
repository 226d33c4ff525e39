import { sql } from "kysely";
import type { TrackedEvent } from "../../core/event.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { BoardNode } from "./board-parts.ts";

/** The stored id of a number on the board. */
export type IdOf = (id: number) => number;
/** The profile of a handle after the batch. */
export type HeadOf = (node: BoardNode) => number;

function isNew(node: BoardNode): node is BoardNode & { founder: TrackedEvent } {
  return node.founder !== null;
}

/** Stores handles that the batch found. */
export async function insertHandles(
  tx: StateTransaction,
  nodes: readonly BoardNode[],
  idOf: IdOf,
  headOf: HeadOf,
): Promise<void> {
  const fresh = nodes.filter(isNew);
  if (fresh.length === 0) return;
  await sql`
    INSERT INTO handle (id, profile_id, type, value, epoch, turn, trust, shared, partners, first_seen,
                        last_seen, source_id, first_message_id, import_id, trust_import_id)
    SELECT id, profile_id, type, value, epoch, turn, trust, shared, partners, to_timestamp(first_seen / 1000.0),
           to_timestamp(last_seen / 1000.0), source_id, message_id, import_id, trust_import_id
    FROM unnest(
      ${fresh.map(({ id }) => idOf(id))}::bigint[], ${fresh.map(headOf)}::bigint[],
      ${fresh.map(({ type }) => type)}::text[], ${fresh.map(({ value }) => value)}::text[],
      ${fresh.map(({ epoch }) => epoch)}::integer[], ${fresh.map(({ turn }) => turn)}::integer[],
      ${fresh.map(({ trust }) => trust)}::text[], ${fresh.map(({ shared }) => shared)}::boolean[],
      ${fresh.map(({ partners }) => partners)}::integer[],
      ${fresh.map(({ firstSeen }) => firstSeen)}::float8[], ${fresh.map(({ lastSeen }) => lastSeen)}::float8[],
      ${fresh.map(({ founder }) => founder.sourceId)}::bigint[],
      ${fresh.map(({ founder }) => founder.messageId)}::text[],
      ${fresh.map(({ importId }) => importId)}::bigint[],
      ${fresh.map(({ trustImportId }) => trustImportId)}::bigint[]
    ) AS n(id, profile_id, type, value, epoch, turn, trust, shared, partners, first_seen, last_seen,
           source_id, message_id, import_id, trust_import_id)`.execute(tx);
}

/** Stores what changed of handles, their profile among it. */
export async function updateHandles(
  tx: StateTransaction,
  changed: readonly BoardNode[],
  headOf: HeadOf,
): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    UPDATE handle SET profile_id = n.profile_id, turn = n.turn, trust = n.trust, shared = n.shared, partners = n.partners,
      first_seen = to_timestamp(n.first_seen / 1000.0), last_seen = to_timestamp(n.last_seen / 1000.0),
      import_id = n.import_id, trust_import_id = n.trust_import_id
    FROM unnest(
      ${changed.map(({ id }) => id)}::bigint[], ${changed.map(headOf)}::bigint[],
      ${changed.map(({ turn }) => turn)}::integer[],
      ${changed.map(({ trust }) => trust)}::text[], ${changed.map(({ shared }) => shared)}::boolean[],
      ${changed.map(({ partners }) => partners)}::integer[],
      ${changed.map(({ firstSeen }) => firstSeen)}::float8[], ${changed.map(({ lastSeen }) => lastSeen)}::float8[],
      ${changed.map(({ importId }) => importId)}::bigint[],
      ${changed.map(({ trustImportId }) => trustImportId)}::bigint[]
    ) AS n(id, profile_id, turn, trust, shared, partners, first_seen, last_seen, import_id, trust_import_id)
    WHERE handle.id = n.id`.execute(tx);
}
