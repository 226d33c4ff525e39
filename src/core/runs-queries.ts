import { sql } from "kysely";
import type { State } from "./state.ts";

/** What is the same of all long work whose runs state keeps: one waits or runs at a time. */
export type Runs = {
  /** Notes that a run is wanted; null where one waits or runs already. */
  askForRun(state: State, askedBy: string, now: number): Promise<number | null>;
  /** Ends a run without a result; false where it neither waited nor ran. */
  endRun(state: State, id: number, status: "cancelled" | "failed", now: number): Promise<boolean>;
};

/** The runs of a table. */
export function runsIn(table: "match_run" | "persona_run"): Runs {
  const runs = sql.table(table);
  return {
    async askForRun(state, askedBy, now) {
      const { rows } = await sql<{ id: number }>`
        INSERT INTO ${runs} (status, asked_by, asked_at) VALUES ('waiting', ${askedBy}, ${new Date(now)})
        ON CONFLICT DO NOTHING RETURNING id`.execute(state);
      return rows[0]?.id ?? null;
    },
    async endRun(state, id, status, now) {
      const { rows } = await sql`
        UPDATE ${runs} SET status = ${status}, stage = NULL, finished_at = ${new Date(now)}
        WHERE id = ${id} AND status IN ('waiting', 'running') RETURNING id`.execute(state);
      return rows.length > 0;
    },
  };
}
