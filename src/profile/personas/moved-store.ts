import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { PersonaResult } from "./contract.ts";
import "./tables.ts";

/** A run with what it found. */
export type DoneRun = { readonly id: number; readonly result: PersonaResult };

/**
 * Told in the transaction that ends a run; asks who among the personas that it cares for is of others
 * than before.
 */
export type NoteMoved = (
  tx: StateTransaction,
  movedAmong: (personas: readonly string[]) => Promise<ProfileId[]>,
) => Promise<void>;

/** Who is of other ones of these personas by a run than by the one before it. */
export async function movedBetween(
  tx: StateTransaction,
  { before, after }: { readonly before: DoneRun | null; readonly after: DoneRun },
  personas: readonly string[],
): Promise<ProfileId[]> {
  const kinds = [before, after].flatMap((run) =>
    (run?.result.personas ?? []).flatMap(({ id, group }) =>
      run === null || group === null ? [] : [{ run: run.id, group, id }],
    ),
  );
  const { rows } = await sql<{ profile: ProfileId }>`
    WITH kind AS (
      SELECT * FROM unnest(${kinds.map(({ run }) => run)}::bigint[], ${kinds.map(({ group }) => group)}::smallint[],
        ${kinds.map(({ id }) => id)}::text[]) AS kind(run_id, found, persona)),
    standing AS (
      SELECT run_id, profile_id, shop AS persona FROM persona_member
      UNION ALL SELECT run_id, profile_id, account FROM persona_member WHERE account IS NOT NULL
      UNION ALL SELECT run_id, profile_id, persona FROM persona_member JOIN kind USING (run_id, found))
    SELECT profile_id AS profile FROM standing
    WHERE persona = ANY(${personas}::text[]) AND run_id IN (${before?.id ?? 0}, ${after.id})
    GROUP BY profile_id
    HAVING array_agg(persona ORDER BY persona) FILTER (WHERE run_id = ${after.id})
      IS DISTINCT FROM array_agg(persona ORDER BY persona) FILTER (WHERE run_id <> ${after.id})`.execute(tx);
  return rows.map(({ profile }) => profile);
}
