import { sql, type RawBuilder } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import type { Period } from "./period.ts";
import type { Types } from "./types-queries.ts";

/** Customers with more identifiers than this are suspicious: of those that name one, and of all. */
export const GIANT = { naming: 10, all: 200 } as const;

/** Customers by how many identifiers they have now, and had a period ago. */
export type IdentifierCounts = {
  readonly sizes: readonly { readonly identifiers: number; readonly now: number; readonly before: number }[];
  readonly giants: { readonly now: number; readonly before: number };
};

/** Profiles with their identifiers up to two instants; what only Tenure gives is left out. */
function profiles({ naming, devices }: Types, { from, to }: Period): RawBuilder<unknown> {
  const names = sql`type = ANY(${naming}::text[])`;
  const at = (instant: number) => sql`first_seen < ${new Date(instant)}`;
  return sql`
    SELECT profile_id, count(*) FILTER (WHERE ${at(to)}) AS now, count(*) FILTER (WHERE ${at(from)}) AS before,
      count(*) FILTER (WHERE ${names} AND ${at(to)}) AS naming,
      count(*) FILTER (WHERE ${names} AND ${at(from)}) AS naming_before,
      coalesce(bool_or(${names} AND NOT shared AND ${at(to)}), false) AS known,
      coalesce(bool_or(${names} AND NOT shared AND ${at(from)}), false) AS known_before
    FROM handle WHERE type = ANY(${[...naming, ...devices]}::text[]) GROUP BY profile_id`;
}

const isGiant = sql`known AND (naming > ${GIANT.naming} OR now > ${GIANT.all})`;

/** How many identifiers customers have. */
export async function identifierCounts(
  state: State,
  types: Types,
  period: Period,
): Promise<IdentifierCounts> {
  const { rows } = await sql<{ identifiers: number | null; now: number; before: number }>`
    WITH profile AS MATERIALIZED (${profiles(types, period)})
    SELECT identifiers, sum(now)::int AS now, sum(before)::int AS before FROM (
      SELECT now AS identifiers, count(*) AS now, 0 AS before FROM profile WHERE known GROUP BY now
      UNION ALL
      SELECT before, 0, count(*) FROM profile WHERE known_before GROUP BY before
    ) counted GROUP BY identifiers
    UNION ALL
    SELECT NULL, (count(*) FILTER (WHERE ${isGiant}))::int,
      (count(*) FILTER (WHERE known_before
        AND (naming_before > ${GIANT.naming} OR before > ${GIANT.all})))::int FROM profile`.execute(state);
  const giants = rows.find(({ identifiers }) => identifiers === null);
  return {
    sizes: rows.flatMap(({ identifiers, now, before }) =>
      identifiers === null ? [] : [{ identifiers: Number(identifiers), now, before }],
    ),
    giants: { now: giants?.now ?? 0, before: giants?.before ?? 0 },
  };
}

/** Which customers to list. */
export type Wanted = { readonly limit: number; readonly offset: number };

/** Customers with so many identifiers, or the suspicious ones; most identifiers first. */
export async function customersBySize(
  state: State,
  types: Types,
  period: Period,
  size: "giants" | { readonly least: number; readonly most: number },
  { limit, offset }: Wanted,
): Promise<{ ids: ProfileId[]; total: number }> {
  const wanted = size === "giants" ? isGiant : sql`known AND now BETWEEN ${size.least} AND ${size.most}`;
  const { rows } = await sql<{ id: ProfileId; total: number }>`
    SELECT profile_id AS id, (count(*) OVER ())::int AS total FROM (${profiles(types, period)}) profile
    WHERE ${wanted} ORDER BY now DESC, profile_id LIMIT ${limit} OFFSET ${offset}`.execute(state);
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}

/** Of the profiles, which are customers and which are visitors; those of nobody are left out. */
export async function kindsOf(
  state: State,
  { naming, devices }: Types,
  ids: readonly ProfileId[],
): Promise<Map<ProfileId, "known" | "visitor">> {
  const { rows } = await sql<{ id: ProfileId; known: boolean }>`
    SELECT profile_id AS id, bool_or(type = ANY(${naming}::text[]) AND NOT shared) AS known FROM handle
    WHERE profile_id = ANY(${ids}::bigint[]) AND type = ANY(${[...naming, ...devices, "claimed_user_id"]}::text[])
    GROUP BY profile_id`.execute(state);
  return new Map(rows.map(({ id, known }) => [id, known ? "known" : "visitor"]));
}
