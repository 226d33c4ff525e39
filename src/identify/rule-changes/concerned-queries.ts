import { sql } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { BLOCKED_PATTERNS } from "../rules/index.ts";
import type { Difference } from "./difference.ts";
import { profilesWithMailbox, profilesWithOneMailbox } from "./mailboxes-store.ts";

type Asked = State | StateTransaction;

/** The types of identifiers that there are. */
export async function typesInUse(state: Asked): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`SELECT DISTINCT type FROM handle`.execute(state);
  return rows.map(({ type }) => type);
}

/** The profiles that a change of rules is about, the oldest first: one pass over the graph for each part of it. */
export async function profilesConcerned(state: Asked, difference: Difference): Promise<ProfileId[]> {
  const found = new Set<ProfileId>();
  for (const part of [overLimit, counted, refused, withValues, withKinds, withMailboxes]) {
    // oxlint-disable-next-line no-await-in-loop -- each is a pass over the graph: not all at once
    for (const id of await part(state, difference)) found.add(id);
  }
  return [...found].toSorted((left, right) => left - right);
}

type Row = { readonly id: ProfileId };
const idsOf = ({ rows }: { readonly rows: readonly Row[] }) => rows.map(({ id }) => id);

async function overLimit(state: Asked, { over }: Difference): Promise<ProfileId[]> {
  if (over.length === 0) return [];
  return idsOf(
    await sql<Row>`
      SELECT DISTINCT n.id FROM (
        SELECT profile_id AS id, type, count(*) AS count FROM handle
        WHERE type = ANY(${over.map(({ type }) => type)}::text[]) GROUP BY profile_id, type
      ) n
      JOIN unnest(${over.map(({ type }) => type)}::text[], ${over.map(({ most }) => most)}::integer[]) AS l(type, most)
        ON l.type = n.type AND n.count > l.most`.execute(state),
  );
}

async function counted(state: Asked, { counted: lines }: Difference): Promise<ProfileId[]> {
  if (lines.length === 0) return [];
  return idsOf(
    await sql<Row>`
      SELECT DISTINCT h.profile_id AS id
      FROM unnest(${lines.map(({ type }) => type)}::text[], ${lines.map(({ above }) => above)}::float8[]) AS l(type, above)
      JOIN handle h ON h.type = l.type AND (h.shared OR h.partners > l.above)`.execute(state),
  );
}

async function refused(state: Asked, { lifted }: Difference): Promise<ProfileId[]> {
  if (lifted.length === 0) return [];
  return idsOf(
    await sql<Row>`
      SELECT DISTINCT h.profile_id AS id FROM evidence e JOIN handle h ON h.id = e.handle_a
      WHERE e.verdict <> 'holds' AND e.reason = ANY(${lifted}::text[])`.execute(state),
  );
}

async function withValues(state: Asked, { values }: Difference): Promise<ProfileId[]> {
  if (values.length === 0) return [];
  return idsOf(
    await sql<Row>`
      SELECT DISTINCT h.profile_id AS id
      FROM unnest(${values.map(({ type }) => type)}::text[], ${values.map(({ value }) => likeOf(value))}::text[]) AS b(type, value)
      JOIN handle h ON (b.type = '*' OR b.type = h.type) AND lower(h.value) LIKE b.value`.execute(state),
  );
}

/** The pattern as LIKE writes it: \`*\` stands for any text, all else for itself. */
function likeOf(value: string): string {
  const escaped = value.replace(/[\\%_]/g, String.raw`\$&`).replaceAll("*", "%");
  return escaped.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

async function withKinds(state: Asked, { kinds }: Difference): Promise<ProfileId[]> {
  if (!Object.values(kinds).some(Boolean)) return [];
  const { placeholder, deadDomain, office, relayDomain, repeated, shortestPhone } = BLOCKED_PATTERNS;
  return idsOf(
    await sql<Row>`
      SELECT DISTINCT profile_id AS id FROM handle
      WHERE (type = 'email' AND (
          (${kinds.offices} AND value ~ ${office})
          OR (${kinds.relays} AND split_part(value, '@', 2) ~ ${relayDomain})
          OR (${kinds.placeholders} AND value ~ ${deadDomain})))
        OR (type = 'phone' AND ${kinds.repeatedDigits} AND (length(value) < ${shortestPhone} OR value ~ ${repeated}))
        OR (type NOT IN ('email', 'phone', 'order', 'unidentified') AND ${kinds.placeholders} AND value ~* ${placeholder})`.execute(
      state,
    ),
  );
}

async function withMailboxes(state: Asked, { mailboxes }: Difference): Promise<ProfileId[]> {
  if (mailboxes === null) return [];
  return mailboxes === "on" ? profilesWithOneMailbox(state) : profilesWithMailbox(state);
}

/** The handles of profiles whose customers are counted. */
export async function handlesToRecount(
  tx: StateTransaction,
  profiles: readonly ProfileId[],
  types: readonly string[],
): Promise<HandleId[]> {
  if (types.length === 0) return [];
  const { rows } = await sql<{ id: HandleId }>`
    SELECT id FROM handle
    WHERE profile_id = ANY(${profiles}::bigint[]) AND type = ANY(${types}::text[])`.execute(tx);
  return rows.map(({ id }) => id);
}
