import { sql } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { HandleId, ImportId, ProfileId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { fold } from "./fold.ts";
import type { GivenTrait } from "./given.ts";
import type { Trait } from "./queries.ts";

/** Traits that say what a customer is called. */
const NAME_TRAITS = ["name", "first_name", "firstName", "last_name", "lastName"] as const;
const LONGEST = 200;

type NameRow = Trait & { handleId: HandleId; name: string };

/** Keeps what the handles are called after their traits changed. */
export async function nameHandles(
  tx: StateTransaction,
  changed: readonly Pick<GivenTrait, "handleId" | "name">[],
): Promise<void> {
  const named = changed.filter(({ name }) => NAME_TRAITS.some((trait) => trait === name));
  const handles = [...new Set(named.map(({ handleId }) => handleId))];
  if (handles.length === 0) return;
  const { rows } = await sql<NameRow>`
    SELECT DISTINCT ON (t.handle_id, t.name) t.handle_id AS "handleId", t.name, t.value, t.trust,
           (extract(epoch FROM t.at) * 1000)::float8 AS at
    FROM trait t WHERE t.handle_id = ANY(${handles}::bigint[]) AND t.name = ANY(${[...NAME_TRAITS]}::text[])
    ORDER BY t.handle_id, t.name, (t.trust = 'trusted') DESC, t.at DESC, t.message_id COLLATE "C" DESC`.execute(
    tx,
  );
  const byHandle = Map.groupBy(rows, (row) => row.handleId);
  const names = handles.flatMap((handleId) => nameOf(handleId, byHandle.get(handleId) ?? []));
  const withName = new Set(names.map(({ handleId }) => handleId));
  const nameless = handles.filter((handle) => !withName.has(handle));
  if (nameless.length > 0) await tx.deleteFrom("display_name").where("handle_id", "in", nameless).execute();
  await storeNames(tx, names);
}

type Named = { handleId: HandleId; name: string; folded: string; trust: Trust; at: number };

/** The name that trusted sources give, else the claimed one: a claim must not complete or replace theirs. */
function nameOf(handleId: HandleId, rows: readonly NameRow[]): Named[] {
  const trusted = rows.filter(({ trust }) => trust === "trusted");
  const named = nameOfRows(handleId, trusted, "trusted");
  return named.length > 0 ? named : nameOfRows(handleId, rows, "claimed");
}

function nameOfRows(handleId: HandleId, rows: readonly NameRow[], trust: Trust): Named[] {
  const by = new Map(rows.map((row) => [row.name, textOf(row.value)]));
  const parts = [by.get("first_name") || by.get("firstName"), by.get("last_name") || by.get("lastName")];
  const name = (by.get("name") || parts.filter(Boolean).join(" ")).slice(0, LONGEST);
  if (!name) return [];
  // The space before lets search find the beginnings of words.
  return [{ handleId, name, folded: ` ${fold(name)}`, trust, at: Math.max(...rows.map(({ at }) => at)) }];
}

function textOf(value: Json): string {
  return typeof value === "string" ? value.trim() : "";
}

async function storeNames(tx: StateTransaction, names: readonly Named[]): Promise<void> {
  if (names.length === 0) return;
  await sql`
    INSERT INTO display_name (handle_id, name, folded, trust, at)
    SELECT handle_id, name, folded, trust, to_timestamp(at / 1000.0)
    FROM unnest(
      ${names.map(({ handleId }) => handleId)}::bigint[], ${names.map(({ name }) => name)}::text[],
      ${names.map(({ folded }) => folded)}::text[], ${names.map(({ trust }) => trust)}::text[],
      ${names.map(({ at }) => at)}::float8[]
    ) AS n(handle_id, name, folded, trust, at)
    ON CONFLICT (handle_id) DO UPDATE
    SET name = excluded.name, folded = excluded.folded, trust = excluded.trust, at = excluded.at`.execute(tx);
}

/** What profiles are called; those without a name are left out. */
export async function namesOf(
  state: State | StateTransaction,
  profileIds: readonly ProfileId[],
): Promise<Map<ProfileId, string>> {
  if (profileIds.length === 0) return new Map();
  const { rows } = await sql<{ profileId: ProfileId; name: string }>`
    SELECT DISTINCT ON (h.profile_id) h.profile_id AS "profileId", d.name
    FROM handle h JOIN display_name d ON d.handle_id = h.id
    WHERE h.profile_id = ANY(${profileIds}::bigint[])
    ORDER BY h.profile_id, (d.trust = 'trusted') DESC, d.at DESC, h.id`.execute(state);
  return new Map(rows.map(({ profileId, name }) => [profileId, name]));
}

/** Takes the traits back that an import brought; names fall back to what stood before. */
export async function removeTraitsOf(tx: StateTransaction, importId: ImportId): Promise<void> {
  const { rows } = await sql<{ handleId: HandleId; name: string }>`
    DELETE FROM trait WHERE import_id = ${importId} RETURNING handle_id AS "handleId", name`.execute(tx);
  await nameHandles(tx, rows);
}
