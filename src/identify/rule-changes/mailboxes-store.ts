import { sql, type RawBuilder } from "kysely";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import { type AliasRow, factTime } from "../../core/rows.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { nextAliasVersion } from "../graph/index.ts";
import { BOX_DOMAINS, DOTTED_DOMAINS, MAILBOX } from "../rules/index.ts";

/** Trusted addresses of providers that are known, each with its mailbox, as `mailboxOf` works it out. */
function addresses(): RawBuilder<unknown> {
  const domains = Object.entries(BOX_DOMAINS);
  return sql`
    SELECT h.*, x.name || '@' || d.box_domain AS box
    FROM handle h
    JOIN unnest(${domains.map(([domain]) => domain)}::text[], ${domains.map(([, box]) => box)}::text[]) AS d(domain, box_domain)
      ON split_part(h.value, '@', 2) = d.domain
    CROSS JOIN LATERAL (
      SELECT CASE WHEN d.box_domain = ANY(${DOTTED_DOMAINS}::text[]) THEN replace(plain, '.', '') ELSE plain END AS name
      FROM split_part(split_part(h.value, '@', 1), '+', 1) AS plain
    ) x
    WHERE h.type = 'email' AND h.trust = 'trusted' AND NOT h.shared AND x.name <> ''`;
}

/** The profiles whose addresses reach a mailbox that an address of another profile reaches too. */
export async function profilesWithOneMailbox(state: State | StateTransaction): Promise<ProfileId[]> {
  const { rows } = await sql<{ id: ProfileId }>`
    WITH address AS (${addresses()})
    SELECT DISTINCT profile_id AS id FROM address
    WHERE box IN (SELECT box FROM address GROUP BY box HAVING count(DISTINCT profile_id) > 1)`.execute(state);
  return rows.map(({ id }) => id);
}

/** The profiles that have a mailbox. */
export async function profilesWithMailbox(state: State | StateTransaction): Promise<ProfileId[]> {
  const { rows } = await sql<{ id: ProfileId }>`
    SELECT DISTINCT profile_id AS id FROM handle WHERE type = ${MAILBOX}`.execute(state);
  return rows.map(({ id }) => id);
}

/**
 * Works out the mailboxes of the stored addresses: of the profiles and those that share one with them,
 * or of all. Answers with what the facts must learn, and the profiles that are to be put together anew.
 */
export async function workOutMailboxes(
  tx: StateTransaction,
  profiles: readonly ProfileId[] | null,
  now: number,
): Promise<{ aliases: AliasRow[]; touched: ProfileId[] }> {
  const wanted =
    profiles === null
      ? sql`true`
      : sql`box IN (SELECT box FROM address WHERE profile_id = ANY(${profiles}::bigint[]))`;
  const { rows: made } = await sql<{ id: number; profileId: ProfileId }>`
    WITH address AS (${addresses()})
    INSERT INTO handle (id, profile_id, type, value, trust, first_seen, last_seen, source_id, first_message_id,
                        import_id, trust_import_id)
    SELECT nextval('handle_id'), f.profile_id, ${MAILBOX}, f.box, 'trusted', f.first_seen, f.last_seen, f.source_id,
           f.first_message_id, f.import_id, f.trust_import_id
    FROM (SELECT DISTINCT ON (box) * FROM address WHERE ${wanted} ORDER BY box, id) f
    ON CONFLICT DO NOTHING RETURNING id, profile_id AS "profileId"`.execute(tx);
  const touched = await tieAddresses(tx, wanted);
  if (made.length === 0) return { aliases: [], touched };
  const [version, merged_at] = [await nextAliasVersion(tx), factTime(now)];
  const aliases = made.map(({ id, profileId }) => ({
    ...{ handle_id: asId<HandleId>(id), profile_id: profileId, version, merged_at },
  }));
  return { aliases, touched };
}

/** Evidence between each address and its mailbox; it holds where they are one profile, else it is to be weighed. */
async function tieAddresses(tx: StateTransaction, wanted: RawBuilder<unknown>): Promise<ProfileId[]> {
  const { rows } = await sql<{ id: ProfileId }>`
    WITH address AS (${addresses()}), tied AS (
      INSERT INTO evidence (handle_a, handle_b, rule, trust, verdict, message_id, source_id, import_id, at, last_seen)
      SELECT least(address.id, m.id), greatest(address.id, m.id), 'same_event', 'trusted',
             CASE WHEN address.profile_id = m.profile_id THEN 'holds' ELSE 'conflict' END,
             address.first_message_id, address.source_id, address.import_id, address.first_seen, address.last_seen
      FROM address JOIN handle m ON m.value = address.box AND m.type = ${MAILBOX}
      WHERE ${wanted} ORDER BY address.id
      ON CONFLICT DO NOTHING RETURNING handle_a, verdict
    )
    SELECT DISTINCT h.profile_id AS id FROM tied JOIN handle h ON h.id = tied.handle_a
    WHERE tied.verdict = 'conflict'`.execute(tx);
  return rows.map(({ id }) => id);
}

/**
 * Takes away the mailboxes that stand alone: they were worked out and can be again, and no event is
 * theirs. Those whose number a profile has gone by stay, since it answers for ever.
 */
export async function forgetMailboxes(tx: StateTransaction): Promise<HandleId[]> {
  const { rows } = await sql<{ id: HandleId }>`
    DELETE FROM handle h WHERE h.type = ${MAILBOX} AND h.profile_id = h.id
      AND NOT EXISTS (SELECT FROM handle other WHERE other.profile_id = h.id AND other.id <> h.id)
      AND NOT EXISTS (SELECT FROM merge WHERE merge.survivor = h.id)
    RETURNING h.id`.execute(tx);
  const gone = rows.map(({ id }) => id);
  await sql`
    DELETE FROM evidence WHERE handle_a = ANY(${gone}::bigint[]) OR handle_b = ANY(${gone}::bigint[])`.execute(
    tx,
  );
  return gone;
}
