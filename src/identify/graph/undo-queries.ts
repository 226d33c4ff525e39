import { sql } from "kysely";
import type { HandleId, ImportId } from "../../core/ids.ts";
import type { StateTransaction } from "../../core/state.ts";
import { isDevice, type Rules } from "../rules/index.ts";

/**
 * Takes away what only the import said: evidence, handles, and its vouching for others. Answers
 * with the handles that went and those whose profiles may change.
 */
export async function removeWordOf(
  tx: StateTransaction,
  importId: ImportId,
): Promise<{ removed: HandleId[]; touched: HandleId[] }> {
  const { rows: parted } = await sql<{ a: HandleId; b: HandleId }>`
    DELETE FROM evidence WHERE import_id = ${importId}
    RETURNING handle_a AS a, handle_b AS b`.execute(tx);
  const { rows: doubted } = await sql<{ id: HandleId }>`
    UPDATE handle SET trust = 'claimed', trust_import_id = NULL
    WHERE trust_import_id = ${importId} AND import_id IS DISTINCT FROM ${importId} RETURNING id`.execute(tx);
  const { rows: gone } = await sql<{ id: HandleId; profileId: HandleId }>`
    DELETE FROM handle WHERE import_id = ${importId} RETURNING id, profile_id AS "profileId"`.execute(tx);
  const removed = gone.map(({ id }) => id);
  const touched = new Set([
    ...parted.flatMap(({ a, b }) => [a, b]),
    ...doubted.map(({ id }) => id),
    ...(await leftBehind(tx, gone)),
  ]);
  await dropLooseEvidence(tx, removed);
  return { removed, touched: [...touched] };
}

/** Handles of the profiles that lost one. */
async function leftBehind(
  tx: StateTransaction,
  gone: readonly { profileId: HandleId }[],
): Promise<HandleId[]> {
  const profiles = [...new Set(gone.map(({ profileId }) => profileId))];
  const { rows } = await sql<{ id: HandleId }>`
    SELECT id FROM handle WHERE profile_id = ANY(${profiles}::bigint[])`.execute(tx);
  return rows.map(({ id }) => id);
}

async function dropLooseEvidence(tx: StateTransaction, removed: readonly HandleId[]): Promise<void> {
  await sql`
    DELETE FROM evidence WHERE handle_a = ANY(${removed}::bigint[]) OR handle_b = ANY(${removed}::bigint[])`.execute(
    tx,
  );
  await sql`
    DELETE FROM judgement WHERE handle_a = ANY(${removed}::bigint[]) OR handle_b = ANY(${removed}::bigint[])`.execute(
    tx,
  );
}

/**
 * Counts partners anew: a value that was on too many customers may be on few again. Handles that were
 * never counted are left out unless `uncounted` asks for them too. Answers with those whose being shared changed.
 */
export async function recountPartners(
  tx: StateTransaction,
  handles: readonly HandleId[],
  rules: Rules,
  { uncounted = false } = {},
): Promise<HandleId[]> {
  const { rows } = await sql<PartnersRow>`
    SELECT h.id, h.type, h.partners, h.shared, other.type AS other, count(other.id)::int AS count
    FROM handle h
    LEFT JOIN evidence e ON (e.handle_a = h.id OR e.handle_b = h.id) AND e.trust = 'trusted' AND e.rule NOT IN ('alias', 'by_hand')
    LEFT JOIN handle other ON other.id = CASE WHEN e.handle_a = h.id THEN e.handle_b ELSE e.handle_a END
    WHERE h.id = ANY(${handles}::bigint[]) AND (h.partners > 0 OR ${uncounted})
    GROUP BY h.id, other.type`.execute(tx);
  const changed = [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((of) => recounted(of, rules));
  if (changed.length === 0) return [];
  await sql`
    UPDATE handle SET partners = n.partners, shared = n.shared
    FROM unnest(
      ${changed.map(({ id }) => id)}::bigint[], ${changed.map(({ partners }) => partners)}::integer[],
      ${changed.map(({ shared }) => shared)}::boolean[]
    ) AS n(id, partners, shared) WHERE handle.id = n.id`.execute(tx);
  return changed.filter(({ turned }) => turned).map(({ id }) => id);
}

type PartnersRow = {
  readonly id: HandleId;
  readonly type: string;
  readonly partners: number;
  readonly shared: boolean;
  readonly other: string | null;
  readonly count: number;
};

/** What is stored of a handle against what its evidence and the rules say; nothing where they agree. */
function recounted(of: readonly PartnersRow[], rules: Rules) {
  const [handle] = of;
  if (!handle || isDevice(handle.type)) return [];
  const most = rules.mostCustomersOf(handle.type) ?? Infinity;
  const rank = rules.rankOf(handle.type);
  const partners = of
    .filter(({ other }) => other !== null && rules.rankOf(other) < rank)
    .reduce((sum, { count }) => sum + count, 0);
  const shared = !rules.isUnique(handle.type) || partners > most;
  const turned = shared !== handle.shared;
  return turned || partners !== handle.partners ? [{ id: handle.id, partners, shared, turned }] : [];
}
