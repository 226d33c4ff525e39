import { sql, type RawBuilder } from "kysely";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { Rule } from "../conditions/index.ts";
import type { ChangeSegmentBody, SegmentsQuestion } from "./asked-contract.ts";
import type { SegmentLine } from "./contract.ts";
import { lockRules, noteChange } from "./ground-store.ts";
import "./tables.ts";

/** A segment as the state holds it. */
export type StoredSegment = {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly folder: string;
  readonly tags: string[];
  readonly kind: "rule" | "list";
  readonly version: number;
  readonly rule: Rule | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly changedAt: Date;
  readonly changedBy: string;
  readonly archivedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly deletedBy: string | null;
  readonly passAfter: number | null;
  readonly passDone: number;
  readonly passTotal: number;
  readonly passFailed: string | null;
};

const COLUMNS = sql`
  s.id, s.name, s.description, s.folder, s.tags, s.kind, s.version, s.rule,
  s.created_at AS "createdAt", s.created_by AS "createdBy", s.changed_at AS "changedAt",
  s.changed_by AS "changedBy", s.archived_at AS "archivedAt",
  s.deleted_at AS "deletedAt", s.deleted_by AS "deletedBy", s.pass_after AS "passAfter",
  s.pass_done AS "passDone", s.pass_total AS "passTotal", s.pass_failed AS "passFailed"`;

/** Where a segment stands. */
export function statusOf(segment: StoredSegment): SegmentLine["status"] {
  if (segment.deletedAt !== null) return "deleted";
  if (segment.archivedAt !== null) return "archived";
  if (segment.passFailed !== null) return "failed";
  return segment.passAfter === null ? "ready" : "computing";
}

/** The segment of the number. @throws Problem `not_found` where there is none, or it is deleted */
export async function readSegment(state: State | StateTransaction, id: number): Promise<StoredSegment> {
  const found = await readAnySegment(state, id);
  if (found.deletedAt !== null) throw new Problem("not_found", because("segments.deleted"));
  return found;
}

/** The segment of the number, though it be deleted. @throws Problem `not_found` where it is gone */
export async function readAnySegment(state: State | StateTransaction, id: number): Promise<StoredSegment> {
  const { rows } = await sql<StoredSegment>`
    SELECT ${COLUMNS} FROM segment s WHERE s.id = ${id}`.execute(state);
  const [found] = rows;
  if (!found) throw new Problem("not_found", because("segments.not_found"));
  return found;
}

/** One page of the segments that fit the question, by name. */
export async function listSegments(
  state: State,
  question: SegmentsQuestion,
): Promise<{ segments: StoredSegment[]; total: number }> {
  const fits = fitting(question);
  const { rows } = await sql<StoredSegment>`
    SELECT ${COLUMNS} FROM segment s WHERE ${fits}
    ORDER BY s.deleted_at DESC NULLS LAST, lower(s.folder), lower(s.name), s.id LIMIT ${question.limit} OFFSET ${question.offset}`.execute(
    state,
  );
  const { rows: counts } = await sql<{ total: number }>`
    SELECT count(*) AS total FROM segment s WHERE ${fits}`.execute(state);
  return { segments: rows, total: counts[0]?.total ?? 0 };
}

/** How many segments are in use, put aside and deleted. */
export async function countShown(
  state: State,
): Promise<{ active: number; archived: number; deleted: number }> {
  const { rows } = await sql<{ active: number; archived: number; deleted: number }>`
    SELECT count(*) FILTER (WHERE archived_at IS NULL AND deleted_at IS NULL) AS active,
      count(*) FILTER (WHERE archived_at IS NOT NULL AND deleted_at IS NULL) AS archived,
      count(*) FILTER (WHERE deleted_at IS NOT NULL) AS deleted FROM segment`.execute(state);
  return rows[0] ?? { active: 0, archived: 0, deleted: 0 };
}

function fitting({ q, folder, tag, persona, show }: SegmentsQuestion): RawBuilder<unknown> {
  const like = `%${(q ?? "").toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql`
    CASE WHEN s.deleted_at IS NOT NULL THEN 'deleted' WHEN s.archived_at IS NOT NULL THEN 'archived' ELSE 'active' END = ${show}
    AND (${folder ?? null}::text IS NULL OR s.folder = ${folder ?? null} OR s.folder LIKE ${`${folder ?? ""}/%`})
    AND (${tag ?? null}::text IS NULL OR ${tag ?? ""} = ANY(s.tags))
    AND (${persona ?? null}::text IS NULL OR jsonb_path_exists(s.rule::jsonb, '$.**.persona ? (@ == $id)',
      jsonb_build_object('id', ${persona ?? null}::text)))
    AND (${q ? like : null}::text IS NULL OR lower(s.name) LIKE ${like} OR lower(s.description) LIKE ${like}
         OR EXISTS (SELECT FROM unnest(s.tags) AS t(name) WHERE lower(t.name) LIKE ${like}))`;
}

/** Who changes something, when and why. */
export type By = { readonly by: string; readonly at: Date; readonly why: string };

/** A segment to be made. */
export type NewSegment = Pick<StoredSegment, "name" | "description" | "folder" | "tags" | "rule">;

/** Makes a segment; its number. @throws Problem `conflict` where the name is taken */
export async function insertSegment(tx: StateTransaction, given: NewSegment, said: By): Promise<number> {
  await lockRules(tx);
  await refuseTaken(tx, given.name, 0);
  const rule = given.rule === null ? null : JSON.stringify(given.rule);
  const made = await tx
    .insertInto("segment")
    .values({
      ...{ name: given.name, description: given.description, folder: given.folder, tags: given.tags },
      ...{ kind: given.rule === null ? "list" : "rule", rule },
      ...{ created_at: said.at, created_by: said.by, changed_at: said.at, changed_by: said.by },
      ...{
        archived_at: null,
        deleted_at: null,
        deleted_by: null,
        pass_failed: null,
        pass_began: null,
        pass_after: given.rule === null ? null : 0,
      },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await storeVersion(tx, { id: made.id, version: 1, rule }, said);
  await noteChange(tx);
  return made.id;
}

/** Changes a segment; another rule is another version. @throws Problem `conflict` where somebody else did meanwhile */
export async function updateSegment(
  tx: StateTransaction,
  id: number,
  change: ChangeSegmentBody,
  said: By,
): Promise<void> {
  await lockRules(tx);
  const before = await readSegment(tx, id);
  if (before.version !== change.version) throw new Problem("conflict", because("segments.changed_meanwhile"));
  if (before.kind === "list" && change.rule) throw new Problem("conflict", because("segments.is_list"));
  if (change.name !== undefined) await refuseTaken(tx, change.name, id);
  const { name, description, folder, tags } = change;
  await tx
    .updateTable("segment")
    .set({ name, description, folder, tags, changed_at: said.at, changed_by: said.by })
    .where("id", "=", id)
    .execute();
  if (change.rule === undefined) return;
  const rule = JSON.stringify(change.rule);
  if (rule === JSON.stringify(before.rule)) return;
  const version = before.version + 1;
  await tx.updateTable("segment").set({ rule, version }).where("id", "=", id).execute();
  await storeVersion(tx, { id, version, rule }, said);
  await beginPass(tx, sql`id = ${id}`);
  await noteChange(tx);
}

async function storeVersion(
  tx: StateTransaction,
  { id, version, rule }: { id: number; version: number; rule: string | null },
  said: By,
): Promise<void> {
  await tx
    .insertInto("segment_version")
    .values({ segment_id: id, version, rule, said_by: said.by, said_at: said.at, why: said.why })
    .execute();
}

/** @throws Problem `conflict` where another segment in use has the name */
export async function refuseTaken(tx: StateTransaction, name: string, but: number): Promise<void> {
  if (await isTaken(tx, name, but))
    throw new Problem("conflict", because("segments.name_taken"), { field: "name" });
}

/** Whether another segment in use has a name. */
export async function isTaken(tx: StateTransaction, name: string, but: number): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM segment WHERE lower(name) = lower(${name}) AND archived_at IS NULL AND deleted_at IS NULL
      AND id <> ${but}`.execute(tx);
  return rows.length > 0;
}

/** Lets everybody be held against the rules of segments anew. */
export async function beginPass(tx: State | StateTransaction, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    UPDATE segment SET pass_after = 0, pass_done = 0, pass_total = 0, pass_failed = NULL, pass_tries = 0,
      pass_stale = false WHERE kind = 'rule' AND ${which}`.execute(tx);
}
