import { type RawBuilder, sql } from "kysely";
import type { State } from "./state.ts";

/**
 * The rows of two questions by one: half as many waits for a processor that others want. Rows travel
 * as JSON, so ids and counts, texts and JSON values come as they would alone; dates would not.
 */
export async function askTogether<One, Other>(
  state: State,
  one: RawBuilder<One>,
  other: RawBuilder<Other>,
): Promise<[One[], Other[]]> {
  const { rows } = await sql<{ one: One[]; other: Other[] }>`
    /* often */ SELECT ${allOf(one)} AS one, ${allOf(other)} AS other`.execute(state);
  return [rows[0]?.one ?? [], rows[0]?.other ?? []];
}

function allOf(question: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(SELECT coalesce(json_agg(q), '[]'::json) FROM (${question}) q)`;
}
