import type { Sql } from "../../core/sql.ts";
import type { State } from "../../core/state.ts";
import { lastRun } from "./brought-store.ts";
import { membersOf } from "./member-queries.ts";
import { lastResult } from "./runs-store.ts";

/** No run is of this number. */
const NO_RUN = 0;

/** The ids of the personas that the last run found. */
export async function personaIds(state: State): Promise<ReadonlySet<string>> {
  const last = await lastResult(state);
  return new Set(last?.result.personas.map(({ id }) => id));
}

/** Rows (profile_id) of the members of a persona by the last run, by its id; none of one that it did not find. */
export async function personaMembers(state: State): Promise<(id: string) => Sql> {
  const last = await lastRun(state);
  return (id) => membersOf(last?.id ?? NO_RUN, id);
}
