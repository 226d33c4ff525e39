import { sql } from "kysely";
import type { StateTransaction } from "../../core/state.ts";
import { isDevice } from "../rules/index.ts";
import { keyOf, type Identifier } from "./identifier.ts";
import { pairKey, type Loaded, type StoredEvidence, type StoredHandle } from "./loaded.ts";

/** Lets one transaction at a time change who is who; the lock ends with the transaction. */
export async function lockGraph(tx: StateTransaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('identify/graph', 0))`.execute(tx);
}

/** The same, for whoever changes the graph other than by resolving events: it voids what `Returning` knows. */
export async function lockGraphForChange(tx: StateTransaction): Promise<void> {
  await lockGraph(tx);
  await sql`SELECT nextval('graph_change')`.execute(tx);
}

/** How often the graph was changed other than by events; under the graph's lock, which keeps it so. */
export async function countChanges(tx: StateTransaction): Promise<number> {
  const { rows } = await sql<{
    changes: number;
  }>`SELECT last_value + is_called::int AS changes FROM graph_change`.execute(tx);
  return rows[0]?.changes ?? 0;
}

const HANDLE = sql`
  h.id, h.profile_id AS "profileId", h.type, h.value, h.epoch, h.turn, h.trust, h.shared, h.partners,
  (extract(epoch FROM h.first_seen) * 1000)::float8 AS "firstSeen",
  (extract(epoch FROM h.last_seen) * 1000)::float8 AS "lastSeen",
  h.import_id AS "importId", h.trust_import_id AS "trustImportId",
  ARRAY(
    SELECT handle_b FROM judgement WHERE handle_a = h.id AND kind = 'parted' AND withdrawn_at IS NULL
    UNION ALL
    SELECT handle_a FROM judgement WHERE handle_b = h.id AND kind = 'parted' AND withdrawn_at IS NULL
  ) AS apart`;

const EVIDENCE = sql`
  e.id, e.handle_a AS a, e.handle_b AS b, e.rule, e.trust, e.verdict, e.reason,
  coalesce(e.behind, '{}') AS behind, e.import_id AS "importId", (extract(epoch FROM e.last_seen) * 1000)::float8 AS "lastSeen"`;

/** Reads the handles of identifiers. LATERAL with OFFSET 0 holds the planner to one index look-up each. */
export async function loadHandles(
  tx: StateTransaction,
  loaded: Loaded,
  wanted: readonly Identifier[],
): Promise<void> {
  if (wanted.length === 0) return;
  const types = wanted.map(({ type }) => type);
  const values = wanted.map(({ value }) => value);
  const { rows } = await sql<StoredHandle>`
    SELECT h.* FROM unnest(${types}::text[], ${values}::text[]) AS i(type, value)
    CROSS JOIN LATERAL (
      SELECT ${HANDLE} FROM handle h
      WHERE h.value = i.value COLLATE "C" AND h.type = i.type OFFSET 0
    ) h`.execute(tx);
  for (const identifier of wanted) loaded.handles.set(keyOf(identifier), []);
  for (const row of rows) loaded.handles.get(keyOf(row))?.push(row);
}

/** Reads the evidence for pairs of handles, named by {@link pairKey}. */
export async function loadEvidence(
  tx: StateTransaction,
  loaded: Loaded,
  wanted: readonly string[],
): Promise<void> {
  if (wanted.length === 0) return;
  const pairs = wanted.map((key) => key.split(" "));
  const { rows } = await sql<StoredEvidence>`
    SELECT e.* FROM unnest(
      ${pairs.map(([a]) => a)}::bigint[], ${pairs.map(([, b]) => b)}::bigint[],
      ${pairs.map(([, , rule]) => rule)}::text[], ${pairs.map(([, , , trust]) => trust)}::text[]
    ) AS p(a, b, rule, trust)
    CROSS JOIN LATERAL (
      SELECT ${EVIDENCE} FROM evidence e
      WHERE e.handle_a = p.a AND e.handle_b = p.b AND e.rule = p.rule AND e.trust = p.trust OFFSET 0
    ) e`.execute(tx);
  for (const key of wanted) loaded.evidence.set(key, null);
  for (const row of rows) loaded.evidence.set(pairKey(row.a, row.b, row.rule, row.trust), row);
}

/** Reads profiles whole: their handles and the evidence that holds. */
export async function loadProfiles(
  tx: StateTransaction,
  loaded: Loaded,
  wanted: readonly number[],
): Promise<void> {
  if (wanted.length === 0) return;
  const handles = await sql<StoredHandle>`
    SELECT h.* FROM unnest(${wanted}::bigint[]) AS p(id)
    CROSS JOIN LATERAL (SELECT ${HANDLE} FROM handle h WHERE h.profile_id = p.id OFFSET 0) h`.execute(tx);
  const profileOf = new Map<number, number>();
  for (const id of wanted) loaded.profiles.set(id, { handles: [], evidence: [] });
  for (const handle of handles.rows) {
    loaded.profiles.get(handle.profileId)?.handles.push(handle);
    profileOf.set(handle.id, handle.profileId);
    // Devices may have other handles beside it; of all else one row is the whole answer.
    const key = keyOf(handle);
    if (!isDevice(handle.type) && !loaded.handles.get(key)?.length) loaded.handles.set(key, [handle]);
  }
  const evidence = await sql<StoredEvidence>`
    SELECT e.* FROM unnest(${[...profileOf.keys()]}::bigint[]) AS h(id)
    CROSS JOIN LATERAL (
      SELECT ${EVIDENCE} FROM evidence e WHERE e.handle_a = h.id AND e.verdict = 'holds' OFFSET 0
    ) e`.execute(tx);
  for (const row of evidence.rows) loaded.profiles.get(profileOf.get(row.a) ?? -1)?.evidence.push(row);
}

/** How far evidence that doesn't hold is followed from the handles, in profiles. */
const MOST_PROFILES = 20_000;

/**
 * Reads the profiles of the handles, those that evidence which doesn't hold leads to, and all
 * evidence among them, whatever its verdict.
 */
export async function loadAround(
  tx: StateTransaction,
  loaded: Loaded,
  handles: readonly number[],
): Promise<void> {
  const { rows: around } = await sql<{ id: number }>`
    WITH RECURSIVE near(id) AS (
      SELECT h.profile_id FROM handle h WHERE h.id = ANY(${handles}::bigint[])
      UNION
      SELECT far.profile_id FROM near
      JOIN handle h ON h.profile_id = near.id
      JOIN evidence e ON (e.handle_a = h.id OR e.handle_b = h.id) AND e.verdict <> 'holds'
      JOIN handle far ON far.id = CASE WHEN e.handle_a = h.id THEN e.handle_b ELSE e.handle_a END
      -- What is on too many customers leads to all of them, and can join none.
      WHERE NOT h.shared AND NOT far.shared
    )
    SELECT id FROM near LIMIT ${MOST_PROFILES}`.execute(tx);
  const ids = around.map(({ id }) => id);
  await loadProfiles(tx, loaded, ids);
  const { rows } = await sql<StoredEvidence>`
    SELECT ${EVIDENCE} FROM handle h JOIN evidence e ON e.handle_a = h.id AND e.verdict <> 'holds'
    JOIN handle far ON far.id = e.handle_b
    WHERE h.profile_id = ANY(${ids}::bigint[]) AND far.profile_id = ANY(${ids}::bigint[])`.execute(tx);
  for (const row of rows) loaded.evidence.set(pairKey(row.a, row.b, row.rule, row.trust), row);
}
