/** What a run needs of the one before it, so that personas that are found again keep who they were. */
import { sql } from "kysely";
import type { State } from "../../core/state.ts";
import "./tables.ts";

/** How many customers each group of a run shares with each of an earlier one. */
export async function sharedMembers(
  state: State,
  run: number,
  earlier: number,
): Promise<{ now: number; before: number; customers: number }[]> {
  const { rows } = await sql<{ now: number; before: number; customers: number }>`
    SELECT n.found::int AS now, b.found::int AS before, count(*)::int AS customers
    FROM persona_member n JOIN persona_member b ON b.run_id = ${earlier} AND b.profile_id = n.profile_id
    WHERE n.run_id = ${run} AND n.found IS NOT NULL AND b.found IS NOT NULL GROUP BY 1, 2`.execute(state);
  return rows;
}

/** Numbers for personas that are new. */
export async function newNumbers(state: State, count: number): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    SELECT nextval('persona_number')::int AS number FROM generate_series(1, ${count})`.execute(state);
  return rows.map(({ number }) => number);
}
