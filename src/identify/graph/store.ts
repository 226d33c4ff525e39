import { sql } from "kysely";
import type { Clock } from "../../core/clock.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import { type AliasRow, factTime } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { BoardNode } from "./board-parts.ts";
import type { Board } from "./board.ts";
import { insertEvidence, updateEvidence } from "./evidence-store.ts";
import { insertHandles, updateHandles, type HeadOf, type IdOf } from "./handle-store.ts";

/**
 * Writes what the batch changed, which was heard of at an instant (now unless told); answers with the
 * ids of new handles and what moved.
 */
export async function storeBoard(
  tx: StateTransaction,
  board: Board,
  clock: Clock,
  heardAt: number = clock.now(),
): Promise<{ idOf: IdOf; aliases: AliasRow[] }> {
  const nodes = [...board.nodes.values()];
  const idOf = await numberNew(tx, nodes);
  const headOf: HeadOf = (node) =>
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
    clock.now(),
  );
  await updateEvidence(
    tx,
    edges.filter(({ id }) => id !== null),
    idOf,
    clock.now(),
  );
  await storeMerges(tx, board, moved, headOf, idOf, clock);
  const apart = nodes.filter((node) => node.profileId === null && headOf(node) !== idOf(node.id));
  return { idOf, aliases: await aliasRows(tx, [...moved, ...apart], headOf, idOf, heardAt) };
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
  const given = new Map(ids.map((id, index) => [fresh[index], id]));
  return (id) => given.get(id) ?? id;
}

/** Notes which profiles went into which, and which came apart again. Profiles of this batch alone were never given out. */
async function storeMerges(
  tx: StateTransaction,
  board: Board,
  moved: readonly BoardNode[],
  headOf: HeadOf,
  idOf: IdOf,
  clock: Clock,
): Promise<void> {
  const now = new Date(clock.now());
  const heads = moved.filter(({ id, profileId }) => id === profileId);
  if (heads.length > 0) {
    const causes = heads.map(({ id }) => board.merges.get(id)?.edge);
    await sql`
      INSERT INTO merge (survivor, merged, evidence_id, at, brought)
      SELECT n.survivor, n.merged, e.id, ${now}, n.brought::bigint[]
      FROM unnest(
        ${heads.map(headOf)}::bigint[], ${heads.map(({ id }) => id)}::bigint[],
        ${causes.map((edge) => (edge ? idOf(edge.a.id) : null))}::bigint[],
        ${causes.map((edge) => (edge ? idOf(edge.b.id) : null))}::bigint[],
        ${causes.map((edge) => edge?.rule ?? null)}::text[], ${causes.map((edge) => edge?.trust ?? null)}::text[],
        ${heads.map(({ id }) => broughtFrom(id, moved))}::text[]
      ) AS n(survivor, merged, a, b, rule, trust, brought)
      LEFT JOIN evidence e ON e.handle_a = n.a AND e.handle_b = n.b AND e.rule = n.rule AND e.trust = n.trust`.execute(
      tx,
    );
  }
  const free = moved.filter((node) => headOf(node) === node.id).map(({ id }) => id);
  if (free.length > 0) await undoMerges(tx, free, now);
}

/** The handles that a merge moves out of a profile, as Postgres writes an array: arrays of arrays must be even. */
function broughtFrom(profile: number, moved: readonly BoardNode[]): string {
  const handles = moved.filter(({ profileId }) => profileId === profile);
  return `{${handles.map(({ id }) => id).join(",")}}`;
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
  headOf: HeadOf,
  idOf: IdOf,
  heardAt: number,
): Promise<AliasRow[]> {
  if (moved.length === 0) return [];
  const version = await nextAliasVersion(tx);
  const merged_at = factTime(heardAt);
  return moved.map((node) => ({
    handle_id: asId<HandleId>(idOf(node.id)),
    profile_id: asId<ProfileId>(headOf(node)),
    version,
    merged_at,
  }));
}

/** A number above all that were given out before; the graph's lock keeps them in order. */
export async function nextAliasVersion(tx: StateTransaction): Promise<number> {
  const { rows } = await sql<{ version: number }>`SELECT nextval('alias_version') AS version`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("a sequence gave no value");
  return row.version;
}
