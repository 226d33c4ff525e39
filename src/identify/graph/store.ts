import { sql } from "kysely";
import type { Clock } from "../../core/clock.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import type { AliasRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { Board, BoardEdge, BoardNode } from "./board.ts";

type IdOf = (id: number) => number;

/** Writes what the batch changed; answers with the ids of new handles and what moved. */
export async function storeBoard(
  tx: StateTransaction,
  board: Board,
  clock: Clock,
): Promise<{ idOf: IdOf; aliases: AliasRow[] }> {
  const nodes = [...board.nodes.values()];
  const idOf = await numberNew(tx, nodes);
  const headOf = (node: BoardNode): number =>
    node.component ? idOf(node.component.head) : (node.profileId ?? idOf(node.id));
  await insertHandles(tx, nodes, idOf, headOf);
  const moved = nodes.filter((node) => node.profileId !== null && headOf(node) !== node.profileId);
  await updateHandles(
    tx,
    nodes.filter((node) => node.profileId !== null && (node.changed || headOf(node) !== node.profileId)),
    headOf,
  );
  const edges = [...board.edges.values()].filter(({ changed }) => changed);
  await insertEvidence(
    tx,
    edges.filter(({ id }) => id === null),
    idOf,
  );
  await updateEvidence(
    tx,
    edges.filter(({ id }) => id !== null),
  );
  await storeMerges(tx, board, moved, headOf, idOf, clock);
  const apart = nodes.filter((node) => node.profileId === null && headOf(node) !== idOf(node.id));
  return { idOf, aliases: await aliasRows(tx, [...moved, ...apart], headOf, idOf) };
}

async function numberNew(tx: StateTransaction, nodes: readonly BoardNode[]): Promise<IdOf> {
  const fresh = nodes
    .filter(({ profileId }) => profileId === null)
    .map(({ id }) => id)
    .toSorted((a, b) => a - b);
  if (fresh.length === 0) return (id) => id;
  const { rows } = await sql<{ id: number }>`
    SELECT nextval('handle_id') AS id FROM generate_series(1, ${fresh.length}::int)`.execute(tx);
  const ids = rows.map(({ id }) => id).toSorted((a, b) => a - b);
  const given = new Map(fresh.map((id, index) => [id, ids[index]!]));
  return (id) => given.get(id) ?? id;
}

async function insertHandles(
  tx: StateTransaction,
  nodes: readonly BoardNode[],
  idOf: IdOf,
  headOf: (node: BoardNode) => number,
): Promise<void> {
  const fresh = nodes.filter(({ founder }) => founder !== null);
  if (fresh.length === 0) return;
  await sql`
    INSERT INTO handle (id, profile_id, type, value, trust, shared, partners, first_seen, last_seen,
                        source_id, first_message_id, import_id, trust_import_id)
    SELECT id, profile_id, type, value, trust, shared, partners, to_timestamp(first_seen / 1000.0),
           to_timestamp(last_seen / 1000.0), source_id, message_id, import_id, trust_import_id
    FROM unnest(
      ${fresh.map(({ id }) => idOf(id))}::bigint[], ${fresh.map(headOf)}::bigint[],
      ${fresh.map(({ type }) => type)}::text[], ${fresh.map(({ value }) => value)}::text[],
      ${fresh.map(({ trust }) => trust)}::text[], ${fresh.map(({ shared }) => shared)}::boolean[],
      ${fresh.map(({ partners }) => partners)}::integer[],
      ${fresh.map(({ firstSeen }) => firstSeen)}::float8[], ${fresh.map(({ lastSeen }) => lastSeen)}::float8[],
      ${fresh.map(({ founder }) => founder!.sourceId)}::bigint[],
      ${fresh.map(({ founder }) => founder!.messageId)}::text[],
      ${fresh.map(({ importId }) => importId)}::bigint[],
      ${fresh.map(({ trustImportId }) => trustImportId)}::bigint[]
    ) AS n(id, profile_id, type, value, trust, shared, partners, first_seen, last_seen,
           source_id, message_id, import_id, trust_import_id)`.execute(tx);
}

async function updateHandles(
  tx: StateTransaction,
  changed: readonly BoardNode[],
  headOf: (node: BoardNode) => number,
): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    UPDATE handle SET profile_id = n.profile_id, trust = n.trust, shared = n.shared, partners = n.partners,
      first_seen = to_timestamp(n.first_seen / 1000.0), last_seen = to_timestamp(n.last_seen / 1000.0),
      import_id = n.import_id, trust_import_id = n.trust_import_id
    FROM unnest(
      ${changed.map(({ id }) => id)}::bigint[], ${changed.map(headOf)}::bigint[],
      ${changed.map(({ trust }) => trust)}::text[], ${changed.map(({ shared }) => shared)}::boolean[],
      ${changed.map(({ partners }) => partners)}::integer[],
      ${changed.map(({ firstSeen }) => firstSeen)}::float8[], ${changed.map(({ lastSeen }) => lastSeen)}::float8[],
      ${changed.map(({ importId }) => importId)}::bigint[],
      ${changed.map(({ trustImportId }) => trustImportId)}::bigint[]
    ) AS n(id, profile_id, trust, shared, partners, first_seen, last_seen, import_id, trust_import_id)
    WHERE handle.id = n.id`.execute(tx);
}

async function insertEvidence(tx: StateTransaction, fresh: readonly BoardEdge[], idOf: IdOf): Promise<void> {
  if (fresh.length === 0) return;
  const inOrder = fresh.toSorted((left, right) => left.order - right.order);
  const column = <Value>(of: (edge: BoardEdge) => Value): Value[] => inOrder.map(of);
  await sql`
    INSERT INTO evidence (handle_a, handle_b, rule, trust, verdict, reason, message_id, source_id,
                          import_id, at, last_seen)
    SELECT a, b, rule, trust, verdict, reason, message_id, source_id, import_id,
           to_timestamp(at / 1000.0), to_timestamp(last_seen / 1000.0)
    FROM unnest(
      ${column(({ a }) => idOf(a.id))}::bigint[], ${column(({ b }) => idOf(b.id))}::bigint[],
      ${column(({ rule }) => rule)}::text[], ${column(({ trust }) => trust)}::text[],
      ${column(({ verdict }) => verdict)}::text[], ${column(({ reason }) => reason)}::text[],
      ${column(({ founder }) => founder!.messageId)}::text[],
      ${column(({ founder }) => founder!.sourceId)}::bigint[],
      ${column(({ importId }) => importId)}::bigint[],
      ${column(({ founder }) => founder!.at)}::float8[], ${column(({ lastSeen }) => lastSeen)}::float8[]
    ) WITH ORDINALITY AS n(a, b, rule, trust, verdict, reason, message_id, source_id, import_id, at, last_seen, nth)
    ORDER BY nth`.execute(tx);
}

async function updateEvidence(tx: StateTransaction, changed: readonly BoardEdge[]): Promise<void> {
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

/** Notes which profiles went into which, and which came apart again. Profiles of this batch alone were never given out. */
async function storeMerges(
  tx: StateTransaction,
  board: Board,
  moved: readonly BoardNode[],
  headOf: (node: BoardNode) => number,
  idOf: IdOf,
  clock: Clock,
): Promise<void> {
  const now = new Date(clock.now());
  const heads = moved.filter(({ id, profileId }) => id === profileId);
  if (heads.length > 0) {
    const causes = heads.map(({ id }) => board.merges.get(id)?.edge);
    await sql`
      INSERT INTO merge (survivor, merged, evidence_id, at)
      SELECT n.survivor, n.merged, e.id, ${now}
      FROM unnest(
        ${heads.map(headOf)}::bigint[], ${heads.map(({ id }) => id)}::bigint[],
        ${causes.map((edge) => (edge ? idOf(edge.a.id) : null))}::bigint[],
        ${causes.map((edge) => (edge ? idOf(edge.b.id) : null))}::bigint[],
        ${causes.map((edge) => edge?.rule ?? null)}::text[], ${causes.map((edge) => edge?.trust ?? null)}::text[]
      ) AS n(survivor, merged, a, b, rule, trust)
      LEFT JOIN evidence e ON e.handle_a = n.a AND e.handle_b = n.b AND e.rule = n.rule AND e.trust = n.trust`.execute(
      tx,
    );
  }
  const free = moved.filter((node) => headOf(node) === node.id).map(({ id }) => id);
  if (free.length > 0) await undoMerges(tx, free, now);
}

/** Marks the merges of profiles that stand for themselves again. */
export async function undoMerges(
  tx: StateTransaction,
  profiles: readonly number[],
  now: Date,
): Promise<void> {
  await sql`
    UPDATE merge SET undone_at = ${now}
    WHERE merged = ANY(${profiles}::bigint[]) AND undone_at IS NULL`.execute(tx);
}

async function aliasRows(
  tx: StateTransaction,
  moved: readonly BoardNode[],
  headOf: (node: BoardNode) => number,
  idOf: IdOf,
): Promise<AliasRow[]> {
  if (moved.length === 0) return [];
  const version = await nextAliasVersion(tx);
  return moved.map((node) => ({
    handle_id: asId<HandleId>(idOf(node.id)),
    profile_id: asId<ProfileId>(headOf(node)),
    version,
  }));
}

/** A number above all that were given out before; the graph's lock keeps them in order. */
export async function nextAliasVersion(tx: StateTransaction): Promise<number> {
  const { rows } = await sql<{ version: number }>`SELECT nextval('alias_version') AS version`.execute(tx);
  return rows[0]!.version;
}
