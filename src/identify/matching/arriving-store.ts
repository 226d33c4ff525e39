import { sql } from "kysely";
import type { HandleId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { Known } from "./known.ts";
import "./tables.ts";

/** A record as it is kept: folded, and the blocks that it is found in. */
export type Kept = {
  readonly handleId: HandleId;
  readonly folded: string;
  readonly blocks: readonly number[];
};

/** The records in a block that was asked for, by its place in the question; none where it has more than asked for. */
export type FoundBlock = { readonly place: number; readonly handles: readonly HandleId[] };

/** What arriving records are matched by; null before the first matching. */
export async function storedKnown(state: State | StateTransaction): Promise<Known | null> {
  const row = await state.selectFrom("matching_model").select("known").executeTakeFirst();
  return row?.known ?? null;
}

/** Stores what a batch learned in place of what was known. */
export async function replaceKnown(
  tx: StateTransaction,
  known: Known,
  madeFor: number,
  often: ReadonlyMap<number, number>,
): Promise<void> {
  await sql`
    INSERT INTO matching_model (made_for, known) VALUES (${madeFor}, ${JSON.stringify(known)}::jsonb)
    ON CONFLICT (one) DO UPDATE SET made_for = excluded.made_for, known = excluded.known, at = now()
  `.execute(tx);
  await sql`DELETE FROM matching_frequency`.execute(tx);
  const pairs = [...often];
  for (let from = 0; from < pairs.length; from += BATCH) {
    const batch = pairs.slice(from, from + BATCH);
    await sql`
      INSERT INTO matching_frequency (value, often)
      SELECT * FROM unnest(${batch.map(([value]) => value)}::bigint[], ${batch.map(([, count]) => count)}::integer[])
      ON CONFLICT DO NOTHING`.execute(tx);
  }
}

const BATCH = 50_000;

/** Stores records in place of what was kept of their handles; those that did not change are left as they are. */
export async function replaceRecords(
  tx: StateTransaction,
  madeFor: number,
  kept: readonly Kept[],
): Promise<void> {
  const ids = kept.map(({ handleId }) => handleId);
  await lockRecords(tx);
  const { rows: same } = await sql<{ handleId: HandleId }>`
    SELECT r.handle_id AS "handleId" FROM matching_record r
    JOIN unnest(${ids}::bigint[], ${kept.map(({ folded }) => folded)}::text[]) AS n(handle_id, folded)
      ON n.handle_id = r.handle_id AND n.folded = r.folded
    WHERE r.made_for = ${madeFor}`.execute(tx);
  const unchanged = new Set(same.map(({ handleId }) => handleId));
  const changed = kept.filter(({ handleId }) => !unchanged.has(handleId));
  if (changed.length === 0) return;
  await deleteRecords(
    tx,
    changed.map(({ handleId }) => handleId),
  );
  await insertRecords(tx, madeFor, changed);
}

async function insertRecords(tx: StateTransaction, madeFor: number, kept: readonly Kept[]): Promise<void> {
  const owners = kept.flatMap(({ handleId, blocks }) => blocks.map(() => handleId));
  await sql`
    WITH block AS (
      INSERT INTO matching_block (handle_id, block)
      SELECT * FROM unnest(${owners}::bigint[], ${kept.flatMap(({ blocks }) => blocks)}::bigint[])
      RETURNING handle_id, block
    ), of AS (SELECT handle_id, array_agg(block) AS blocks FROM block GROUP BY handle_id)
    INSERT INTO matching_record (handle_id, made_for, folded, blocks)
    SELECT n.handle_id, ${madeFor}, n.folded, coalesce(of.blocks, '{}')
    FROM unnest(${kept.map(({ handleId }) => handleId)}::bigint[], ${kept.map(({ folded }) => folded)}::text[])
      AS n(handle_id, folded)
    LEFT JOIN of USING (handle_id)`.execute(tx);
}

/** Deletes what is kept of handles. */
export async function deleteRecords(tx: StateTransaction, handles: readonly HandleId[]): Promise<void> {
  await sql`
    WITH gone AS (
      DELETE FROM matching_record WHERE handle_id = ANY(${handles}::bigint[]) RETURNING handle_id, blocks
    )
    DELETE FROM matching_block b USING (SELECT handle_id, unnest(blocks) AS block FROM gone) g
    WHERE b.block = g.block AND b.handle_id = g.handle_id`.execute(tx);
}

/** Waits for whoever else writes records: a record and its blocks go together. */
export async function lockRecords(tx: StateTransaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('identify/matching', 0))`.execute(tx);
}

/** The records in blocks, of each no more than it is asked for with; a larger one is left out. */
export async function recordsInBlocks(
  state: State,
  blocks: readonly { readonly block: number; readonly most: number }[],
): Promise<FoundBlock[]> {
  const { rows } = await sql<FoundBlock>`
    /* often */ SELECT (asked.place - 1)::integer AS place, found.handles
    FROM unnest(${blocks.map(({ block }) => block)}::bigint[], ${blocks.map(({ most }) => most)}::integer[])
      WITH ORDINALITY AS asked(block, most, place)
    CROSS JOIN LATERAL (
      SELECT array_agg(handle_id) AS handles
      FROM (SELECT handle_id FROM matching_block WHERE block = asked.block LIMIT asked.most + 1) AS first
    ) AS found
    WHERE cardinality(found.handles) <= asked.most`.execute(state);
  return rows;
}

/** What is kept of handles, as it was folded for the same fields. */
export async function recordsOf(
  state: State,
  madeFor: number,
  handles: readonly HandleId[],
): Promise<{ handleId: HandleId; folded: string }[]> {
  const { rows } = await sql<{ handleId: HandleId; folded: string }>`
    /* often */ SELECT handle_id AS "handleId", folded FROM matching_record
    WHERE handle_id = ANY(${handles}::bigint[]) AND made_for = ${madeFor}`.execute(state);
  return rows;
}

/** How often values are had, by their number; those that several records have. */
export async function storedFrequencies(
  state: State,
  values: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ value: number; often: number }>`
    /* often */ SELECT value, often FROM matching_frequency WHERE value = ANY(${values}::bigint[])`.execute(
    state,
  );
  return new Map(rows.map(({ value, often }) => [value, often]));
}
