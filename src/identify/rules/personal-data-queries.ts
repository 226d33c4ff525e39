import { sql } from "kysely";
import type { State } from "../../core/state.ts";
import "./tables.ts";

/** Which of the values any version of the rules blocks. */
export async function blocksOf(state: State, values: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    SELECT DISTINCT own->>'value' AS value
    FROM identity_rules r, jsonb_array_elements(r.rules->'blocked'->'values') own
    WHERE own->>'value' = ANY(${values}::text[]) ORDER BY value`.execute(state);
  return rows.map(({ value }) => value);
}

/** Takes the values out of every version of the rules. */
export async function eraseBlocked(state: State, values: readonly string[]): Promise<void> {
  await sql`
    UPDATE identity_rules r SET rules = jsonb_set(r.rules, '{blocked,values}', coalesce((
      SELECT jsonb_agg(own ORDER BY nth)
      FROM jsonb_array_elements(r.rules->'blocked'->'values') WITH ORDINALITY AS o(own, nth)
      WHERE own->>'value' <> ALL(${values}::text[])), '[]'))
    WHERE EXISTS (
      SELECT FROM jsonb_array_elements(r.rules->'blocked'->'values') own
      WHERE own->>'value' = ANY(${values}::text[]))`.execute(state);
}
