import { sql } from "kysely";
import type { ImportId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { pack } from "./lines.ts";
import { inboxWake } from "./wake.ts";
import "./tables.ts";

/** Whether events of an import still wait in the inbox; the last may yet be on their way into the facts. */
export async function importWaits(state: State, importId: ImportId): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    SELECT EXISTS (SELECT FROM inbox WHERE import_id = ${importId}) AS waits`.execute(state);
  return rows[0]?.waits ?? false;
}

/** Takes the waiting events of an import out of the inbox. What is resolved already goes its way. */
export async function dropWaiting(state: State, importId: ImportId): Promise<void> {
  await state.deleteFrom("inbox").where("import_id", "=", importId).execute();
}

/**
 * Puts events of an import into the inbox, in the caller's transaction, and wakes the worker. They
 * come as one TrackedEvent a line, as the import's reader wrote them: millions of lines are not
 * parsed only to be written again.
 */
export async function appendLinesToInbox(
  tx: StateTransaction,
  batch: { readonly importId: ImportId; readonly lines: readonly string[] },
): Promise<void> {
  if (batch.lines.length === 0) return;
  const body = pack(batch.lines.join("\n"));
  await tx
    .insertInto("inbox")
    .values({ events: batch.lines.length, import_id: batch.importId, body })
    .execute();
  inboxWake.wake();
}
