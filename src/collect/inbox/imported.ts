import { sql } from "kysely";
import type { ImportId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import "./tables.ts";

/** Whether events of an import still wait, or are on their way into the facts. */
export async function importWaits(state: State, importId: ImportId): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    SELECT EXISTS (SELECT FROM inbox WHERE import_id = ${importId})
      OR EXISTS (SELECT FROM resolved_batch) AS waits`.execute(state);
  return rows[0]?.waits ?? false;
}

/** Takes the waiting events of an import out of the inbox. What is resolved already goes its way. */
export async function dropWaiting(state: State, importId: ImportId): Promise<void> {
  await state.deleteFrom("inbox").where("import_id", "=", importId).execute();
}
