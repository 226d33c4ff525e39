/** Segments that are put aside, deleted, brought back and, in the end, forgotten. */
import { sql } from "kysely";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { lockRules, noteChange } from "./ground-store.ts";
import { namedIn } from "./kept.ts";
import { readSegments } from "./kept-store.ts";
import {
  beginPass,
  isTaken,
  readAnySegment,
  readSegment,
  refuseTaken,
  type By,
  type StoredSegment,
} from "./segment-store.ts";
import "./tables.ts";

/** Puts a segment aside, or takes it out again. */
export async function setArchived(
  tx: StateTransaction,
  id: number,
  at: Date | null,
  said: By,
): Promise<void> {
  await lockRules(tx);
  const before = await readSegment(tx, id);
  if ((before.archivedAt === null) === (at === null)) return;
  if (at === null) await refuseTaken(tx, before.name, id);
  await tx
    .updateTable("segment")
    .set({ archived_at: at, changed_at: said.at, changed_by: said.by })
    .where("id", "=", id)
    .execute();
  if (at === null) await beginPass(tx, sql`id = ${id}`);
  await noteChange(tx);
}

/** Takes a segment out of sight and gives its name up. @throws Problem `conflict` where rules name it */
export async function markDeleted(tx: StateTransaction, id: number, { at, by }: By): Promise<void> {
  await lockRules(tx);
  await readSegment(tx, id);
  const all = await readSegments(tx);
  const naming = all.filter(({ rule, deleted }) => !deleted && rule !== null && namedIn(rule).has(id));
  if (naming.length > 0) {
    const names = naming.slice(0, 10).map(({ name }) => name);
    throw new Problem("conflict", because("segments.is_used", { names }));
  }
  await tx.updateTable("segment").set({ deleted_at: at, deleted_by: by }).where("id", "=", id).execute();
  await noteChange(tx);
}

/**
 * Brings a deleted segment back as it was; where its name was given to another meanwhile, with a number
 * behind it. @throws Problem `conflict` where its rule names segments that are deleted themselves
 */
export async function unmarkDeleted(tx: StateTransaction, id: number): Promise<void> {
  await lockRules(tx);
  const before = await readAnySegment(tx, id);
  if (before.deletedAt === null) return;
  await refuseNamesDeleted(tx, before);
  const name = before.archivedAt === null ? await freeName(tx, before) : before.name;
  await tx
    .updateTable("segment")
    .set({ deleted_at: null, deleted_by: null, name })
    .where("id", "=", id)
    .execute();
  await beginPass(tx, sql`id = ${id}`);
  await noteChange(tx);
}

async function refuseNamesDeleted(tx: StateTransaction, { rule }: StoredSegment): Promise<void> {
  const named = rule === null ? new Set<number>() : namedIn(rule);
  const gone = (await readSegments(tx)).filter(({ id, deleted }) => deleted && named.has(id));
  if (gone.length === 0) return;
  const names = gone.slice(0, 10).map(({ name }) => name);
  throw new Problem("conflict", because("segments.names_deleted", { names }));
}

/** Of a name at most so many letters. */
const LONGEST_NAME = 120;

async function freeName(tx: StateTransaction, { id, name }: StoredSegment): Promise<string> {
  let free = name;
  for (let nth = 2; await isTaken(tx, free, id); nth++) {
    const mark = ` (${nth})`;
    free = name.slice(0, LONGEST_NAME - mark.length) + mark;
  }
  return free;
}

/** Segments that were deleted before an instant, and that no other that can be brought back names. */
export async function deletedBefore(state: State, instant: Date): Promise<number[]> {
  const rows = await state
    .selectFrom("segment")
    .select("id")
    .where("deleted_at", "<", instant)
    .orderBy("id")
    .execute();
  const old = new Set(rows.map(({ id }) => id));
  const others = (await readSegments(state)).filter(({ id }) => !old.has(id));
  const named = new Set(others.flatMap(({ rule }) => (rule === null ? [] : [...namedIn(rule)])));
  return [...old].filter((id) => !named.has(id));
}

/** Forgets a segment with its versions and list, and the webhooks that told of it alone. */
export async function forgetInRules(tx: StateTransaction, id: number): Promise<void> {
  await lockRules(tx);
  // None would mean all.
  await sql`DELETE FROM segment_webhook WHERE segments <> '{}' AND segments <@ ${[id]}::integer[]`.execute(
    tx,
  );
  await sql`
    UPDATE segment_webhook SET segments = array_remove(segments, ${id}) WHERE ${id} = ANY(segments)`.execute(
    tx,
  );
  await tx.deleteFrom("segment").where("id", "=", id).execute();
  await noteChange(tx);
}
