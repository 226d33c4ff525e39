import { sql } from "kysely";
import type { State, StateTransaction } from "../../core/state.ts";
import type { Rule } from "../conditions/index.ts";
import "./tables.ts";

/** A segment that is kept up to date, and where the pass over all customers by its rule stands. */
export type KeptSegment = {
  readonly id: number;
  readonly name: string;
  readonly kind: "rule" | "list";
  readonly version: number;
  readonly rule: Rule | null;
  /** Put aside, or deleted: kept up to date no more. */
  readonly archived: boolean;
  /** Deleted, and to be brought back for a while: nothing may name it. */
  readonly deleted: boolean;
  readonly failed: boolean;
  readonly passAfter: number | null;
  readonly passStale: boolean;
  readonly passBegan: Date | null;
};

/** All segments; those put aside too, since other rules may name them, and those that can be brought back. */
export async function readSegments(state: State | StateTransaction): Promise<KeptSegment[]> {
  const { rows } = await sql<KeptSegment>`
    SELECT id, name, kind, version, rule, coalesce(archived_at, deleted_at) IS NOT NULL AS archived,
      deleted_at IS NOT NULL AS deleted, pass_failed IS NOT NULL AS failed,
      pass_after AS "passAfter", pass_stale AS "passStale", pass_began AS "passBegan"
    FROM segment ORDER BY id`.execute(state);
  return rows;
}

/** Notes that a rule could not be worked out; after so many times it is given up, and said so. */
export async function noteFailed(state: State, id: number, because: string, most: number): Promise<void> {
  await sql`
    UPDATE segment SET pass_tries = pass_tries + 1,
      pass_failed = CASE WHEN pass_tries + 1 >= ${most} THEN ${because} END WHERE id = ${id}`.execute(state);
}

/** Sets how many customers a pass has before it and when it began, where it begins. */
export async function openPass(
  state: State,
  ids: readonly number[],
  total: number,
  now: Date,
): Promise<void> {
  await sql`
    UPDATE segment SET pass_total = ${total}, pass_done = 0, pass_began = ${now}
    WHERE id = ANY(${ids}::integer[]) AND pass_after = 0 AND pass_done = 0`.execute(state);
}

/** Many customers take long to count, and become few more meanwhile: so many are remembered for a minute. */
const MANY = 10_000;
const REMEMBERED = 60_000;
const remembered = new WeakMap<State, { readonly total: number; readonly until: number }>();

/** How many customers there are; of more than 10,000 as of the last minute. */
export async function countCustomers(state: State): Promise<number> {
  const known = remembered.get(state);
  if (known && known.until > performance.now()) return known.total;
  const total = await counted(state);
  if (total > MANY) remembered.set(state, { total, until: performance.now() + REMEMBERED });
  return total;
}

async function counted(state: State): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    SELECT count(*) AS total FROM handle WHERE id = profile_id AND type NOT IN ('order', 'unidentified')`.execute(
    state,
  );
  return rows[0]?.total ?? 0;
}

/** Notes that rules which hang on all customers together may hold for others now. */
export async function markStale(tx: StateTransaction, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    UPDATE segment SET pass_stale = true WHERE id = ANY(${ids}::integer[]) AND NOT pass_stale`.execute(tx);
}

/** Whether there are segments at all. */
export async function anySegment(state: State): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`SELECT EXISTS (SELECT FROM segment) AS any`.execute(state);
  return rows[0]?.any ?? false;
}
