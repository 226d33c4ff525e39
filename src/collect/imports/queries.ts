import { sql, type Selectable, type Updateable } from "kysely";
import { asId, type ImportId, type SourceId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State, StateTables, StateTransaction } from "../../core/state.ts";
import type { ImportProgress, ImportReport, ImportStatus } from "./contract.ts";
import type { Inspection } from "./guess/inspect-file.ts";
import type { Mapping } from "./mapping-contract.ts";
import "./tables.ts";

/** An import as state holds it, with the name of its source. */
export type ImportRow = Selectable<StateTables["import"]> & { source_name: string };

/** Nothing done yet. */
export const NO_PROGRESS: ImportProgress = { rows: 0, total: null, bytes: 0, rate: 0, secondsLeft: null };

/** Nothing found yet. */
export const NO_REPORT: ImportReport = {
  rows: 0,
  orders: 0,
  refunds: 0,
  customers: 0,
  events: 0,
  consents: 0,
  anonymous: 0,
  anonymousRefunds: 0,
  refused: 0,
  duplicates: 0,
  erased: 0,
  lines: {},
  groups: {},
  notes: [],
};

/** Statuses in which the worker has something to do. */
const WORK: readonly ImportStatus[] = ["staging", "running", "finishing", "undoing"];

/** Notes an uploaded file. */
export async function addImport(
  state: StateTransaction,
  file: {
    filename: string;
    sourceId: SourceId;
    bytes: number;
    sha256: string;
    inspection: Inspection;
    mapping: Mapping;
    now: number;
  },
): Promise<ImportId> {
  const row = await state
    .insertInto("import")
    .values({
      filename: file.filename,
      source_id: file.sourceId,
      status: "mapping",
      bytes: file.bytes,
      sha256: file.sha256,
      inspection: JSON.stringify(file.inspection),
      mapping: JSON.stringify(file.mapping),
      progress: JSON.stringify(NO_PROGRESS),
      report: JSON.stringify(NO_REPORT),
      next_mapping: null,
      problem: null,
      created_at: new Date(file.now),
      started_at: null,
      finished_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** One import. @throws Problem `not_found`. */
export async function readImport(state: State, id: number): Promise<ImportRow> {
  const row = await withSource(state).where("import.id", "=", asId<ImportId>(id)).executeTakeFirst();
  if (!row) throw new Problem("not_found", because("imports.not_found", { id: String(id) }));
  return row;
}

/** The latest imports, the newest first. */
export async function listImports(state: State, limit: number, before?: number): Promise<ImportRow[]> {
  let query = withSource(state).orderBy("import.id", "desc").limit(limit);
  if (before !== undefined) query = query.where("import.id", "<", asId<ImportId>(before));
  return query.execute();
}

/** The oldest import that the worker has something to do for. */
export async function nextImport(state: State): Promise<ImportRow | null> {
  const row = await withSource(state)
    .where("status", "in", WORK)
    .orderBy("import.id")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

function withSource(state: State) {
  return state
    .selectFrom("import")
    .innerJoin("source", "source.id", "import.source_id")
    .selectAll("import")
    .select("source.name as source_name");
}

/** Changes an import that is in one of the statuses; false where it no longer is. */
export async function changeImport(
  state: State | StateTransaction,
  id: ImportId,
  from: readonly ImportStatus[],
  changes: Updateable<StateTables["import"]>,
): Promise<boolean> {
  const changed = await state
    .updateTable("import")
    .set(changes)
    .where("id", "=", id)
    .where("status", "in", from)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Counts events that are handed over, in the transaction that does so; false where it was cancelled. */
export async function countHandedOver(tx: StateTransaction, id: ImportId, events: number): Promise<boolean> {
  const counted = await tx
    .updateTable("import")
    .set((set) => ({ handed_over: set("handed_over", "+", events), status: "running" }))
    .where("id", "=", id)
    .where("status", "in", ["staging", "running"])
    .executeTakeFirst();
  return counted.numUpdatedRows > 0n;
}

/**
 * Has the worker hand over again what other imports brought too: what they said the same as the one
 * taken back was dropped as known, and went away with it. Those that ended before it began, or met
 * nothing known, have all that is theirs.
 */
export async function handOverAgain(
  tx: StateTransaction,
  takenBack: Pick<ImportRow, "id" | "started_at">,
): Promise<void> {
  await tx
    .updateTable("import")
    .set({
      ...{ status: "staging", handed_over: 0, left_out: 0 },
      ...{ progress: JSON.stringify(NO_PROGRESS), finished_at: null },
    })
    .where("id", "!=", takenBack.id)
    .where("status", "=", "done")
    .where("finished_at", ">=", takenBack.started_at ?? new Date(0))
    .where(sql<boolean>`(report->>'duplicates')::bigint > 0`)
    .execute();
}

/** Imports that brought something of these customers, by the facts' import numbers. */
export async function importsNumbered(state: State, ids: readonly number[]): Promise<ImportRow[]> {
  if (ids.length === 0) return [];
  return withSource(state)
    .where(
      "import.id",
      "in",
      ids.map((id) => asId<ImportId>(id)),
    )
    .execute();
}

/** Imports whose first lines, as the preview keeps them, name one of these values. */
export async function importsShowing(state: State, values: readonly string[]): Promise<ImportRow[]> {
  const shown = sql<string>`lower(inspection::text)`;
  const rows = new Map<ImportId, ImportRow>();
  for (const value of values) {
    // As a cell of its own: part of a longer one would be somebody else's.
    const cell = JSON.stringify(value.toLowerCase());
    const found = await withSource(state)
      .where(sql<number>`strpos(${shown}, ${cell})`, ">", 0)
      .execute();
    for (const row of found) rows.set(row.id, row);
  }
  return [...rows.values()];
}

/** Removes the first lines of the file that state keeps for the preview. */
export async function forgetSamples(state: State, id: ImportId): Promise<void> {
  await sql`
    UPDATE import SET inspection = inspection || '{"rows": []}'::jsonb || jsonb_build_object('columns', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('name', c->'name', 'samples', '[]'::jsonb)), '[]'::jsonb)
      FROM jsonb_array_elements(inspection->'columns') AS c))
    WHERE id = ${id} AND inspection IS NOT NULL`.execute(state);
}
