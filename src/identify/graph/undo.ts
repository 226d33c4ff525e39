import { sql } from "kysely";
import type { Clock } from "../../core/clock.ts";
import type { HandleId, ImportId } from "../../core/ids.ts";
import type { AliasRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import { Board } from "./board.ts";
import type { Loaded } from "./loaded.ts";
import { loadAround, lockGraph } from "./queries.ts";
import { MOST_PARTNERS } from "./replay.ts";
import { storeBoard } from "./store.ts";

/**
 * Puts the profiles around the handles together anew from all their evidence, so that what stood
 * against other evidence may count again. Answers with the handles that moved.
 */
export async function recomputeComponents(
  tx: StateTransaction,
  handles: readonly HandleId[],
  options: { readonly clock: Clock },
): Promise<AliasRow[]> {
  await lockGraph(tx);
  const loaded: Loaded = { handles: new Map(), evidence: new Map(), profiles: new Map() };
  await loadAround(tx, loaded, handles);
  const board = new Board(loaded);
  const components = new Set([...loaded.profiles.keys()].flatMap((id) => board.profile(id) ?? []));
  board.rebuild(components, board.openEdges());
  return (await storeBoard(tx, board, options.clock)).aliases;
}

/**
 * Takes back what an import said of who is who: its evidence, the handles that it alone named, and
 * its word for others. The profiles fall apart where nothing else holds them. The handles that go
 * are named, so that later stages take back what hangs on them.
 */
export async function undoImport(
  tx: StateTransaction,
  importId: ImportId,
  options: { readonly clock: Clock },
): Promise<{ aliases: AliasRow[]; removed: HandleId[] }> {
  await lockGraph(tx);
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
  await recountPartners(tx, [...touched]);
  return { aliases: await recomputeComponents(tx, [...touched], options), removed };
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
}

/** A value that was on too many customers may be on few again. */
async function recountPartners(tx: StateTransaction, handles: readonly HandleId[]): Promise<void> {
  await sql`
    UPDATE handle h SET partners = n.partners, shared = h.shared AND n.partners > ${MOST_PARTNERS}
    FROM (
      SELECT h.id, (count(*) FILTER (
        WHERE other.type = 'user_id' OR (h.type = 'phone' AND other.type = 'email')))::int AS partners
      FROM handle h
      LEFT JOIN evidence e ON (e.handle_a = h.id OR e.handle_b = h.id) AND e.trust = 'trusted' AND e.rule <> 'alias'
      LEFT JOIN handle other ON other.id = CASE WHEN e.handle_a = h.id THEN e.handle_b ELSE e.handle_a END
      WHERE h.id = ANY(${handles}::bigint[]) AND h.partners > 0
      GROUP BY h.id
    ) n
    WHERE h.id = n.id AND h.partners <> n.partners`.execute(tx);
}
