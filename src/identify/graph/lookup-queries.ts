import { sql, type RawBuilder } from "kysely";
import type { Trust } from "../../core/event.ts";
import { asId, type HandleId, type ProfileId, type SourceId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { isDevice } from "../rules/index.ts";
import { handleIdsBelieved, isProven } from "./believed-queries.ts";
import type { Identifier } from "./identifier.ts";

/** A handle as the profile page and the Profile API show it. */
export type Handle = {
  readonly id: HandleId;
  readonly type: string;
  readonly value: string;
  readonly trust: Trust;
  /** On too many customers to be a sign of any. */
  readonly shared: boolean;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly sourceId: SourceId;
  readonly firstMessageId: string;
};

/** A handle with the profile that it belongs to now. */
type OwnedHandle = Handle & { readonly profileId: ProfileId };

/** The profile that an identifier (normalised) belongs to. */
export async function findProfile(
  state: State | StateTransaction,
  type: string,
  value: string,
): Promise<ProfileId | null> {
  const row = await state
    .selectFrom("handle")
    .select("profile_id")
    .where("value", "=", value)
    .where("type", "=", type)
    .orderBy("turn", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.profile_id ?? null;
}

/** Whose an identifier is. */
export type Owner = Identifier & {
  readonly profileId: ProfileId;
  /** `claimed`: only browsers and apps say that it is this customer's. */
  readonly trust: Trust;
  /** On too many customers to be a sign of any. */
  readonly shared: boolean;
};

/** Whose the identifiers (normalised) are, of those that somebody has. */
export async function ownersOf(state: State, identifiers: readonly Identifier[]): Promise<Owner[]> {
  const kinds = [
    identifiers.filter(({ type }) => !isDevice(type)),
    identifiers.filter(({ type }) => isDevice(type)),
  ];
  const found = await Promise.all(
    kinds
      .filter((alike) => alike.length > 0)
      .map((alike) => sql<Owner>`/* often */ ${ownersQuestion(alike)}`.execute(state)),
  );
  return found.flatMap(({ rows }) => rows);
}

/** The question for the owner of one identifier (normalised), to be asked together with another. */
export function ownerQuestion(identifier: Identifier): RawBuilder<Owner> {
  return ownersQuestion([identifier]);
}

const PROVEN = sql`CASE WHEN ${isProven(sql`h.id`, sql`h."profileId"`)} THEN 'trusted' ELSE 'claimed' END`;

/**
 * One question for all, which are of devices or none is. Rows instead of arrays, and no case that the values decide: with either,
 * Postgres would find it worth while to plan each question anew, which takes longer than the answer.
 */
function ownersQuestion(identifiers: readonly Identifier[]): RawBuilder<Owner> {
  const trust = identifiers.every(({ type }) => isDevice(type)) ? PROVEN : sql`h.trust`;
  const asked = identifiers.map(({ type, value }) => sql`(${type}::text, ${value}::text)`);
  return sql<Owner>`
    SELECT i.type, i.value, h."profileId", h.shared, ${trust} AS trust
    FROM (VALUES ${sql.join(asked)}) AS i(type, value)
    CROSS JOIN LATERAL (
      SELECT id, profile_id AS "profileId", trust, shared FROM handle
      WHERE value = i.value COLLATE "C" AND type = i.type ORDER BY turn DESC LIMIT 1
    ) h`;
}

/** The handles of {@link handleIdsBelieved}, the oldest first; none where nobody has the identifier. */
export function handlesBelieved(state: State, type: string, value: string): Promise<OwnedHandle[]> {
  return readHandles(state, sql`h.id IN (${handleIdsBelieved(type, value)})`);
}

/** The profile that an id given out once stands for now: merged ones answer with their survivor. */
export async function profileById(state: State | StateTransaction, id: ProfileId): Promise<ProfileId | null> {
  const row = await state
    .selectFrom("handle")
    .select("profile_id")
    .where("id", "=", asId<HandleId>(id))
    .executeTakeFirst();
  return row?.profile_id ?? null;
}

/** The handles of profiles, the oldest first; a profile holds at most a thousand. */
export async function handlesOf(
  state: State | StateTransaction,
  profileIds: readonly ProfileId[],
): Promise<Map<ProfileId, Handle[]>> {
  const found = new Map<ProfileId, Handle[]>(profileIds.map((id) => [id, []]));
  if (profileIds.length === 0) return found;
  const rows = await readHandles(state, sql`h.profile_id = ANY(${profileIds}::bigint[])`);
  for (const { profileId, ...handle } of rows) found.get(profileId)?.push(handle);
  return found;
}

async function readHandles(
  state: State | StateTransaction,
  wanted: RawBuilder<unknown>,
): Promise<OwnedHandle[]> {
  const { rows } = await sql<OwnedHandle>`
    SELECT h.id, h.profile_id AS "profileId", h.type, h.value, h.trust, h.shared, h.first_seen AS "firstSeen",
           h.last_seen AS "lastSeen", h.source_id AS "sourceId", h.first_message_id AS "firstMessageId"
    FROM handle h WHERE ${wanted} ORDER BY h.id`.execute(state);
  return rows;
}

/** The values of handles that name somebody or something of theirs. */
export async function identifiersOf(state: State, handles: readonly HandleId[]): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    SELECT value FROM handle WHERE id = ANY(${handles}::bigint[]) AND ${NAMED}`.execute(state);
  return rows.map(({ value }) => value);
}

/** Profiles whose identifiers begin with the text, or whose e-mail holds it; bounded by `limit`. */
export async function searchIdentifiers(state: State, text: string, limit: number): Promise<ProfileId[]> {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const escaped = wanted.replace(/[\\%_]/g, String.raw`\$&`);
  const asGiven = text.trim().replace(/[\\%_]/g, String.raw`\$&`);
  const { rows } = await sql<{ profileId: ProfileId }>`
    SELECT DISTINCT profile_id AS "profileId" FROM (
      (SELECT profile_id FROM handle WHERE value LIKE ${`${asGiven}%`} AND ${NAMED} LIMIT ${limit})
      UNION ALL
      (SELECT profile_id FROM handle WHERE value LIKE ${`${escaped}%`} AND ${NAMED} LIMIT ${limit})
      UNION ALL
      (SELECT profile_id FROM handle
       WHERE type = 'email' AND ${wanted.length >= 3} AND value LIKE ${`%${escaped}%`} LIMIT ${limit})
    ) found LIMIT ${limit}`.execute(state);
  return rows.map(({ profileId }) => profileId);
}

const NAMED = sql`type NOT IN ('order', 'unidentified')`;
