import { type RawBuilder, sql } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { HandleId, SourceId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { cleanText } from "./clean.ts";
import { traitKey, type GivenTrait } from "./given.ts";
import "./tables.ts";
import type { Said } from "./winner.ts";

/** A trait as it counts now. */
export type Trait = {
  readonly value: Json;
  readonly sourceId: SourceId;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly trust: Trust;
};

const AT = sql`(extract(epoch FROM t.at) * 1000)::float8`;

/** Who said last, and when, what is stored for the (handle, trait, trust, import) of the given values, by `traitKey`. */
export async function loadTraits(
  tx: StateTransaction,
  given: readonly GivenTrait[],
): Promise<Map<string, Said>> {
  const wanted = [...new Map(given.map((trait) => [traitKey(trait), trait])).values()];
  type Row = Said & { handleId: HandleId; name: string; importId: number };
  const { rows } = await sql<Row>`
    SELECT t.* FROM unnest(
      ${wanted.map(({ handleId }) => handleId)}::bigint[], ${wanted.map(({ name }) => name)}::text[],
      ${wanted.map(({ trust }) => trust)}::text[], ${wanted.map(({ importId }) => importId)}::bigint[]
    ) AS w(handle_id, name, trust, import_id)
    CROSS JOIN LATERAL (
      SELECT t.handle_id AS "handleId", t.name, t.trust, t.import_id AS "importId",
             ${AT} AS at, t.message_id AS "messageId"
      FROM trait t
      WHERE t.handle_id = w.handle_id AND t.name = w.name AND t.trust = w.trust AND t.import_id = w.import_id
      OFFSET 0
    ) t`.execute(tx);
  return new Map(rows.map((row) => [traitKey(row), row]));
}

/** How many traits the handles have. */
export async function countTraits(
  tx: StateTransaction,
  given: readonly GivenTrait[],
): Promise<Map<HandleId, number>> {
  const handles = [...new Set(given.map(({ handleId }) => handleId))];
  if (handles.length === 0) return new Map();
  const { rows } = await sql<{ handleId: HandleId; count: number }>`
    SELECT t.handle_id AS "handleId", count(*)::int AS count FROM trait t
    WHERE t.handle_id = ANY(${handles}::bigint[]) GROUP BY t.handle_id`.execute(tx);
  return new Map(rows.map(({ handleId, count }) => [handleId, count]));
}

/** Stores values over those of the same handle, trait, trust and import. */
export async function storeTraits(tx: StateTransaction, traits: readonly GivenTrait[]): Promise<void> {
  if (traits.length === 0) return;
  await sql`
    INSERT INTO trait (handle_id, name, trust, import_id, value, at, source_id, message_id)
    SELECT handle_id, name, trust, import_id, value::jsonb, to_timestamp(at / 1000.0), source_id, message_id
    FROM unnest(
      ${traits.map(({ handleId }) => handleId)}::bigint[], ${traits.map(({ name }) => name)}::text[],
      ${traits.map(({ trust }) => trust)}::text[], ${traits.map(({ importId }) => importId)}::bigint[],
      ${traits.map(({ text }) => text)}::text[], ${traits.map(({ at }) => at)}::float8[],
      ${traits.map(({ sourceId }) => sourceId)}::bigint[], ${traits.map(({ messageId }) => messageId)}::text[]
    ) AS n(handle_id, name, trust, import_id, value, at, source_id, message_id)
    ON CONFLICT (handle_id, name, trust, import_id) DO UPDATE
    SET value = excluded.value, at = excluded.at, source_id = excluded.source_id, message_id = excluded.message_id`.execute(
    tx,
  );
}

/** Most traits that a profile answers with; a handle alone has at most 250. */
const MOST_OF_PROFILE = 1000;

/**
 * The traits of a customer, by the ids of all handles or by a question for them: the last update
 * wins, and a claim never over a trusted source. Those of the names given; else all, up to a thousand.
 */
export async function traitsOf(
  state: State | StateTransaction,
  handles: readonly HandleId[] | RawBuilder<HandleId>,
  names?: readonly string[],
): Promise<Map<string, Trait>> {
  const { rows } = await sql<TraitRow>`/* often */ ${traitsQuestion(handles, names)}`.execute(state);
  return traitsIn(rows);
}

/** A row of {@link traitsQuestion}. */
export type TraitRow = Trait & Said & { readonly name: string };

/** The question for the traits of a customer, to be asked together with another. */
export function traitsQuestion(
  handles: readonly HandleId[] | RawBuilder<HandleId>,
  names?: readonly string[],
): RawBuilder<TraitRow> {
  // As an array, however many: planned as a join, it read every trait.
  const ids = "length" in handles ? sql`${handles}::bigint[]` : sql`ARRAY(${handles})`;
  return sql<TraitRow>`
    SELECT DISTINCT ON (t.name) t.name, t.value, t.source_id AS "sourceId", ${AT} AS at, t.trust,
           t.message_id AS "messageId"
    FROM trait t WHERE t.handle_id = ANY(${ids})${names ? sql` AND t.name = ANY(${oneOf(names)})` : sql``}
    ORDER BY t.name, (t.trust = 'trusted') DESC, t.at DESC, t.message_id COLLATE "C" DESC
    LIMIT ${MOST_OF_PROFILE}`;
}

/**
 * As JSON: an array's length would make Postgres plan each question anew, which takes longer than the
 * answer. Anything can be asked for; a name that Postgres cannot hold is no trait's.
 */
function oneOf(names: readonly string[]): RawBuilder<string[]> {
  return sql`ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(names.map(cleanText))}::jsonb))`;
}

/** The traits that rows of {@link traitsQuestion} say, by name. */
export function traitsIn(rows: readonly TraitRow[]): Map<string, Trait> {
  return new Map(
    rows
      .filter(({ value }) => value !== null)
      .map(({ name, value, sourceId, at, trust }) => [name, { value, sourceId, at, trust }]),
  );
}
