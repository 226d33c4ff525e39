import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { Identifier } from "../../identify/graph/index.ts";
import type { Erased } from "./erased-hash.ts";
import "./tables.ts";

/** A handle as a search for the erased reads it. */
export type SeenHandle = Identifier & { id: HandleId; profileId: ProfileId; firstSeen: number };

/** The secret that new hashes are made with; made at the first erasure. */
export async function ownSecret(state: State): Promise<string> {
  const [present] = await secretsOf(state);
  if (present !== undefined) return present;
  const secret = randomBytes(32).toString("base64url");
  await state.insertInto("erasure_secret").values({ secret }).execute();
  const [first] = await secretsOf(state);
  return first ?? secret;
}

/** All secrets that hashes were made with, the oldest first: one, unless lists were united. */
export async function secretsOf(state: State | StateTransaction): Promise<string[]> {
  const rows = await state.selectFrom("erasure_secret").select("secret").orderBy("id").execute();
  return rows.map(({ secret }) => secret);
}

/** Keeps hashes; one that is known gets the later time. Those not `searched` are looked for among the customers. */
export async function storeErased(
  state: State,
  erased: readonly Erased[],
  { searched }: { searched: boolean },
): Promise<void> {
  if (erased.length === 0) return;
  await state.transaction().execute(async (tx) => {
    const secrets = [...new Set(erased.map(({ secret }) => secret))].map((secret) => ({ secret }));
    await tx
      .insertInto("erasure_secret")
      .values(secrets)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await sql`
      INSERT INTO erased_identifier (hash, secret_id, erased_at, searched)
      SELECT DISTINCT ON (n.hash) decode(n.hash, 'hex'), s.id, to_timestamp(n.at / 1000.0), ${searched}::boolean
      FROM unnest(
        ${erased.map(({ hash }) => hash)}::text[], ${erased.map(({ secret }) => secret)}::text[],
        ${erased.map(({ erasedAt }) => erasedAt)}::float8[]
      ) AS n (hash, secret, at) JOIN erasure_secret s ON s.secret = n.secret
      ORDER BY n.hash, n.at DESC
      ON CONFLICT (hash) DO UPDATE SET erased_at = excluded.erased_at, searched = excluded.searched
      WHERE erased_identifier.erased_at < excluded.erased_at`.execute(tx);
  });
}

type Row = { hash: string; secret: string; erasedAt: number };

const COLUMNS = sql`
  encode(e.hash, 'hex') AS hash, s.secret, (extract(epoch FROM e.erased_at) * 1000)::float8 AS "erasedAt"`;

/** The whole list, or what is not searched for yet. */
export async function readErased(state: State, which: "all" | "unsearched"): Promise<Erased[]> {
  const { rows } = await sql<Row>`
    SELECT ${COLUMNS} FROM erased_identifier e JOIN erasure_secret s ON s.id = e.secret_id
    WHERE ${which === "all"} OR NOT e.searched`.execute(state);
  return rows;
}

/** When each of these hashes was erased; those that never were are missing. */
export async function erasedAmong(
  tx: StateTransaction,
  hashes: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<Row>`
    SELECT ${COLUMNS} FROM unnest(${hashes}::text[]) AS wanted (hash)
    JOIN erased_identifier e ON e.hash = decode(wanted.hash, 'hex')
    JOIN erasure_secret s ON s.id = e.secret_id`.execute(tx);
  return new Map(rows.map(({ hash, erasedAt }) => [hash, erasedAt]));
}

/** When the latest erasure was; null where there was none. */
export async function latestErasure(tx: StateTransaction): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    SELECT (extract(epoch FROM max(erased_at)) * 1000)::float8 AS at FROM erased_identifier`.execute(tx);
  return rows[0]?.at ?? null;
}

/** Notes that the customers were searched for these. */
export async function noteSearched(state: State, erased: readonly Erased[]): Promise<void> {
  await sql`
    UPDATE erased_identifier SET searched = true
    WHERE hash IN (SELECT decode(h, 'hex') FROM unnest(${erased.map(({ hash }) => hash)}::text[]) AS w (h))`.execute(
    state,
  );
}

/**
 * The identifiers of handles, as they are remembered. One that stands for many (shared, events of
 * nobody) is left out: remembered, it would take other customers along.
 */
export async function tellingIdentifiers(state: State, handles: readonly HandleId[]): Promise<Identifier[]> {
  const { rows } = await sql<Identifier>`
    SELECT type, value FROM handle
    WHERE id = ANY(${handles}::bigint[]) AND NOT shared AND type <> 'unidentified'`.execute(state);
  return rows;
}

/** The next handles after one, in their order. */
export async function handlesAfter(state: State, after: number, limit: number): Promise<SeenHandle[]> {
  const { rows } = await sql<SeenHandle>`
    SELECT id, type, value, profile_id AS "profileId", (extract(epoch FROM first_seen) * 1000)::float8 AS "firstSeen"
    FROM handle WHERE id > ${after} AND NOT shared AND type <> 'unidentified'
    ORDER BY id LIMIT ${limit}`.execute(state);
  return rows;
}
