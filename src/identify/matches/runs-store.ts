import { sql, type Selectable } from "kysely";
import { runsIn } from "../../core/runs-queries.ts";
import type { State, StateTables, StateTransaction } from "../../core/state.ts";
import type { MatchModel, MatchRun, StepsAnswer } from "./model-contract.ts";
import "./tables.ts";

/** A run as state holds it, its model and steps apart. */
export type RunRow = Omit<Selectable<StateTables["match_run"]>, "model" | "steps" | "newest"> & {
  readonly records: number | null;
  readonly pairs: number | null;
  readonly waiting: number;
  readonly answered: number;
  readonly joined: number;
};

const COLUMNS = sql`
  r.id, r.status, r.asked_by, r.asked_at, r.started_at, r.finished_at, r.stage, r.loaded, r.attempts, r.undone_at,
  (r.model->>'records')::int AS records, (r.model->>'pairs')::int AS pairs,
  n.waiting, n.answered, n.joined`;

const COUNTS = sql`
  SELECT count(*) FILTER (WHERE p.state = 'waiting')::int AS waiting,
         count(*) FILTER (WHERE p.state IN ('yes', 'no', 'unsure'))::int AS answered,
         count(*) FILTER (WHERE p.state = 'joined')::int AS joined
  FROM match_pair p WHERE p.run_id = r.id`;

/** The latest runs, the newest first. */
export async function listRuns(state: State, limit: number): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    SELECT ${COLUMNS} FROM match_run r CROSS JOIN LATERAL (${COUNTS}) n ORDER BY r.id DESC LIMIT ${limit}`.execute(
    state,
  );
  return rows;
}

/** One run; null where there is none of this number. */
export async function readRun(state: State, id: number): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`
    SELECT ${COLUMNS} FROM match_run r CROSS JOIN LATERAL (${COUNTS}) n WHERE r.id = ${id}`.execute(state);
  return rows[0] ?? null;
}

/** The number of the last run that learned something, and what that is. */
export async function lastModel(
  state: State | StateTransaction,
): Promise<{ id: number; model: MatchModel } | null> {
  const row = await state
    .selectFrom("match_run")
    .select(["id", "model"])
    .where("model", "is not", null)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.model ? { id: row.id, model: row.model } : null;
}

/** What a run asked of the facts; null where it is not known. */
export async function readSteps(state: State, id: number): Promise<StepsAnswer["steps"] | null> {
  const row = await state.selectFrom("match_run").select("steps").where("id", "=", id).executeTakeFirst();
  return row?.steps ?? null;
}

/** Asks for runs and ends them, one at a time. */
export const { askForRun, endRun } = runsIn("match_run");

/** The run that the worker has something to do for. */
export async function nextRun(
  state: State,
): Promise<{ id: number; status: "waiting" | "running" | "undoing"; attempts: number } | null> {
  const { rows } = await sql<{ id: number; status: "waiting" | "running" | "undoing"; attempts: number }>`
    SELECT id, status, attempts FROM match_run
    WHERE status IN ('waiting', 'running', 'undoing') ORDER BY id LIMIT 1`.execute(state);
  return rows[0] ?? null;
}

/** Notes that a run begins, or begins again; false where it was cancelled. */
export async function beginRun(state: State, id: number, now: number): Promise<boolean> {
  const { rows } = await sql`
    UPDATE match_run SET status = 'running', started_at = coalesce(started_at, ${new Date(now)}), stage = 'load',
      loaded = 0, attempts = attempts + 1, newest = (SELECT max(id) FROM handle)
    WHERE id = ${id} AND status IN ('waiting', 'running') RETURNING id`.execute(state);
  return rows.length > 0;
}

/** Notes how far a run is; false where it was cancelled. */
export async function noteProgress(
  state: State,
  id: number,
  progress: { readonly stage?: MatchRun["stage"]; readonly loaded?: number },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE match_run SET stage = coalesce(${progress.stage ?? null}, stage), loaded = coalesce(${progress.loaded ?? null}, loaded)
    WHERE id = ${id} AND status = 'running' RETURNING id`.execute(state);
  return rows.length > 0;
}

/** Keeps what a run learned and ends it; false where it was cancelled. */
export async function finishRun(
  tx: StateTransaction,
  id: number,
  { model, steps, now }: { model: MatchModel; steps: StepsAnswer["steps"]; now: number },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE match_run SET status = 'done', stage = NULL, finished_at = ${new Date(now)},
      model = ${JSON.stringify(model)}::jsonb, steps = ${JSON.stringify(steps)}::jsonb
    WHERE id = ${id} AND status = 'running' RETURNING id`.execute(tx);
  return rows.length > 0;
}

/** Marks a run whose joins are to be undone, with who wants it and why; false where there is nothing to undo. */
export async function beginUndo(
  state: State,
  id: number,
  by: { readonly reason: string; readonly by: string },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE match_run SET status = 'undoing', undo = ${JSON.stringify(by)}::jsonb
    WHERE id = ${id} AND status = 'done'
      AND EXISTS (SELECT FROM match_pair p WHERE p.run_id = ${id} AND p.state = 'joined') RETURNING id`.execute(
    state,
  );
  return rows.length > 0;
}

/** Who wants a run's joins undone, and why. */
export async function undoOf(state: State, id: number): Promise<{ reason: string; by: string } | null> {
  const { rows } = await sql<{ undo: { reason: string; by: string } | null }>`
    SELECT undo FROM match_run WHERE id = ${id} AND status = 'undoing'`.execute(state);
  return rows[0]?.undo ?? null;
}

/** Notes that all of a run's joins are undone. */
export async function endUndo(state: State, id: number, now: number): Promise<void> {
  await sql`
    UPDATE match_run SET status = 'done', undone_at = ${new Date(now)}
    WHERE id = ${id} AND status = 'undoing'`.execute(state);
}

/** How much has changed since the last run that ended by itself or not: handles new since, and the newest of all. */
export async function changedSince(
  state: State,
): Promise<{ changed: number; newest: number; records: number; lastAsked: Date | null; open: boolean }> {
  const { rows } = await sql<{
    changed: number;
    newest: number;
    records: number;
    lastAsked: Date | null;
    open: boolean;
  }>`
    WITH last AS (SELECT newest, model, asked_at FROM match_run WHERE newest IS NOT NULL ORDER BY id DESC LIMIT 1)
    SELECT (SELECT count(*)::int FROM handle
            WHERE id > coalesce((SELECT newest FROM last), 0) AND trust = 'trusted' AND type NOT IN ('order', 'unidentified')) AS changed,
           coalesce((SELECT max(id) FROM handle), 0) AS newest,
           coalesce((SELECT (model->>'records')::int FROM last), 0) AS records,
           (SELECT asked_at FROM last) AS "lastAsked",
           EXISTS (SELECT FROM match_run WHERE status IN ('waiting', 'running')) AS open`.execute(state);
  return rows[0] ?? { changed: 0, newest: 0, records: 0, lastAsked: null, open: true };
}
