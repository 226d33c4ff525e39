/** Who is of which persona, in the facts. */
import type { AskOptions, Facts } from "../../core/facts.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import { bound, sql, stored, type Sql } from "../../core/sql.ts";

/** Rows (profile_id) of the members of a persona, by the run that is named. */
export function membersOf(run: number, persona: string): Sql {
  return sql`SELECT profile_id FROM persona_member FINAL WHERE run_id = ${bound("UInt64", run)} AND persona = ${persona}`;
}

/** Rows (profile_id, id) of who is of which of the personas. */
export function membershipsIn(run: number, personas: readonly string[]): Sql {
  return sql`SELECT profile_id, toString(persona) AS id FROM persona_member FINAL
    WHERE run_id = ${bound("UInt64", run)} AND persona IN ${bound("Array(String)", personas)}`;
}

/** A persona by a run. */
type OfRun = { readonly run: number; readonly persona: string };

/** Members by number, those after the one given; `among`: only of these. */
export async function memberNumbers(
  facts: Facts,
  { run, persona }: OfRun,
  page: { readonly after: number; readonly among: readonly ProfileId[] | null; readonly limit: number },
  options?: AskOptions,
): Promise<ProfileId[]> {
  const rows = await facts.query<{ profile: string }>(
    sql`SELECT DISTINCT profile_id AS profile FROM (${membersOf(run, persona)})
      WHERE profile_id > ${bound("UInt64", page.after)} AND ${amongThe(page.among)}
      ORDER BY profile LIMIT ${page.limit}`,
    options,
  );
  return rows.map(({ profile }) => asId<ProfileId>(Number(profile)));
}

/** How many members there are; `among`: of these. */
export async function countMembers(
  facts: Facts,
  { run, persona }: OfRun,
  among: readonly ProfileId[] | null,
): Promise<number> {
  const [row] = await facts.query<{ members: string }>(
    sql`SELECT count() AS members FROM (${membersOf(run, persona)}) WHERE ${amongThe(among)}`,
  );
  return Number(row?.members ?? 0);
}

function amongThe(profiles: readonly ProfileId[] | null): Sql {
  return profiles ? sql`profile_id IN ${bound("Array(UInt64)", profiles)}` : sql`1`;
}

/** Whether the facts have members of a run. */
export async function hasMembers(facts: Facts, run: number): Promise<boolean> {
  const rows = await facts.query(
    sql`SELECT 1 FROM persona_member WHERE run_id = ${bound("UInt64", run)} LIMIT 1`,
    { lane: "background" },
  );
  return rows.length > 0;
}

/** Forgets what runs before one said. */
export async function forgetRunsBefore(facts: Facts, run: number): Promise<void> {
  await facts.command(sql`DELETE FROM ${stored("persona_member")} WHERE run_id < ${bound("UInt64", run)}`);
}

/** Forgets what a run said. */
export async function forgetRun(facts: Facts, run: number): Promise<void> {
  await facts.command(sql`DELETE FROM ${stored("persona_member")} WHERE run_id = ${bound("UInt64", run)}`);
}

/** Forgets of which personas profiles are, by any number that they had. */
export async function forgetMembers(facts: Facts, handles: readonly HandleId[]): Promise<void> {
  if (handles.length === 0) return;
  await facts.command(
    sql`DELETE FROM ${stored("persona_member")} WHERE profile_id IN ${bound("Array(UInt64)", handles)}`,
  );
}
