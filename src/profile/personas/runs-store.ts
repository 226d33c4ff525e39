import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import { runsIn } from "../../core/runs-queries.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { AccountPersona } from "./accounts/accounts-contract.ts";
import type { PersonaResult, PersonaRun, ShopPersona } from "./contract.ts";
import type { PersonaDetails } from "./details-contract.ts";
import type { Model } from "./model.ts";
import "./tables.ts";

/** The newest run, whatever became of it. */
export async function newestRun(state: State): Promise<PersonaRun | null> {
  const row = await state
    .selectFrom("persona_run")
    .select(["id", "status", "asked_by", "asked_at", "finished_at", "stage", "share"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    status: row.status,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    stage: row.stage,
    share: row.share,
  };
}

/** What the last run that is done found, with its number. */
export async function lastResult(
  state: State | StateTransaction,
): Promise<{ id: number; result: PersonaResult } | null> {
  const row = await state
    .selectFrom("persona_run")
    .select(["id", "result"])
    .where("status", "=", "done")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.result ? { id: row.id, result: row.result } : null;
}

/** The last result of each month that runs tell of, in the workspace's zone, the oldest first. */
export async function resultsByMonth(state: State, timeZone: string): Promise<PersonaResult[]> {
  const { rows } = await sql<{ result: PersonaResult }>`
    SELECT DISTINCT ON (month) result
    FROM (SELECT id, result, date_trunc('month', (result ->> 'asOf')::timestamptz AT TIME ZONE ${timeZone}) AS month
      FROM persona_run WHERE status = 'done') done
    ORDER BY month, id DESC`.execute(state);
  return rows.map(({ result }) => result);
}

/** Asks for runs and ends them, one at a time. */
export const { askForRun, endRun } = runsIn("persona_run");

/** The run that waits, or that another process left. */
export async function nextRun(state: State): Promise<{ id: number; attempts: number } | null> {
  const { rows } = await sql<{ id: number; attempts: number }>`
    SELECT id, attempts FROM persona_run WHERE status IN ('waiting', 'running') ORDER BY id LIMIT 1`.execute(
    state,
  );
  return rows[0] ?? null;
}

/** Begins a run, or begins it again without what it had written; false where it was cancelled. */
export async function beginRun(state: State, id: number): Promise<boolean> {
  return state.transaction().execute(async (tx) => {
    await sql`DELETE FROM persona_member WHERE run_id = ${id}`.execute(tx);
    const { rows } = await sql`
      UPDATE persona_run SET status = 'running', stage = 'read', share = 0, attempts = attempts + 1
      WHERE id = ${id} AND status IN ('waiting', 'running') RETURNING id`.execute(tx);
    return rows.length > 0;
  });
}

/** Notes how far a run is; false where it was cancelled. */
export async function noteProgress(
  state: State,
  id: number,
  stage: PersonaRun["stage"],
  share: number,
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE persona_run SET stage = ${stage}, share = ${share} WHERE id = ${id} AND status = 'running' RETURNING id`.execute(
    state,
  );
  return rows.length > 0;
}

/** Keeps a run's result and forgets members and details of those before; false where it was cancelled. */
export async function finishRun(
  tx: StateTransaction,
  id: number,
  {
    result,
    details,
    model,
  }: { result: PersonaResult; details: Readonly<Record<string, PersonaDetails>>; model: Model },
  now: number,
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE persona_run SET status = 'done', stage = NULL, finished_at = ${new Date(now)},
      result = ${JSON.stringify(result)}::jsonb, details = ${JSON.stringify(details)}::jsonb,
      model = ${JSON.stringify(model)}::jsonb
    WHERE id = ${id} AND status = 'running' RETURNING id`.execute(tx);
  if (rows.length === 0) return false;
  await sql`DELETE FROM persona_member WHERE run_id <> ${id}`.execute(tx);
  await sql`UPDATE persona_run SET details = NULL, model = NULL WHERE id <> ${id} AND details IS NOT NULL`.execute(
    tx,
  );
  return true;
}

/** Who is of which persona: that of the shop, the group that was found, that at their account. */
export type Member = {
  readonly id: string;
  readonly shop: ShopPersona | null;
  readonly found: number | null;
  readonly account: AccountPersona | null;
};

/** Writes members of a run. */
export async function addMembers(state: State, run: number, members: readonly Member[]): Promise<void> {
  await sql`
    INSERT INTO persona_member (run_id, profile_id, shop, found, account)
    SELECT ${run}, * FROM unnest(${members.map(({ id }) => id)}::bigint[], ${members.map(({ shop }) => shop)}::text[],
      ${members.map(({ found }) => found)}::smallint[], ${members.map(({ account }) => account)}::text[])
    ON CONFLICT DO NOTHING`.execute(state);
}

/** Members of a run after a profile, by number; at most so many. */
export async function memberPage(
  state: State,
  run: number,
  after: number,
  limit: number,
): Promise<(Omit<Member, "id"> & { id: number })[]> {
  const { rows } = await sql<Omit<Member, "id"> & { id: number }>`
    SELECT profile_id AS id, shop, found, account FROM persona_member WHERE run_id = ${run} AND profile_id > ${after}
    ORDER BY profile_id LIMIT ${limit}`.execute(state);
  return rows;
}

/** The members of a run among customers. */
export async function membersAmong(
  state: State,
  run: number,
  customers: readonly string[],
): Promise<Map<string, Member>> {
  const { rows } = await sql<Member>`
    SELECT profile_id::text AS id, shop, found::int AS found, account FROM persona_member
    WHERE run_id = ${run} AND profile_id = ANY(${customers}::bigint[])`.execute(state);
  return new Map(rows.map((member) => [member.id, member]));
}

/** What the last run that is done tells of a persona beyond its figures; null where it told nothing. */
export async function lastDetails(state: State, persona: string): Promise<PersonaDetails | null> {
  const { rows } = await sql<{ details: PersonaDetails | null }>`
    SELECT details -> ${persona}::text AS details FROM persona_run WHERE status = 'done' ORDER BY id DESC LIMIT 1`.execute(
    state,
  );
  return rows[0]?.details ?? null;
}

/** A few customers of a persona, the same ones as long as the run is the last. */
export async function someMembers(
  state: State,
  run: number,
  of: { readonly shop: string } | { readonly found: number } | { readonly account: string },
  limit: number,
): Promise<ProfileId[]> {
  const [[family = "", value]] = Object.entries(of) as [[string, string | number]];
  const which = sql`${sql.ref(family)} = ${value}`;
  const { rows } = await sql<{ profile_id: ProfileId }>`
    SELECT profile_id FROM persona_member WHERE run_id = ${run} AND ${which}
    ORDER BY hashint8(profile_id), profile_id LIMIT ${limit}`.execute(state);
  return rows.map((row) => row.profile_id);
}

/** Whether anybody is known, and the newest handle. */
export async function newestHandle(state: State): Promise<number | null> {
  const { rows } = await sql<{ newest: number | null }>`SELECT max(id) AS newest FROM handle`.execute(state);
  return rows[0]?.newest ?? null;
}
