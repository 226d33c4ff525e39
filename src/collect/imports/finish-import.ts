import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "../../core/context.ts";
import { importWaits, untilInserted } from "../inbox/index.ts";
import { eventsStored } from "./fact-queries.ts";
import { changeImport, readImport, type ImportRow } from "./queries.ts";

/** Waits until every event of the import is stored, counts those that were known already or left out, and ends it. */
export async function finishImport(context: Context, row: ImportRow, signal: AbortSignal): Promise<void> {
  while (await importWaits(context.state, row.id)) {
    if (signal.aborted) return;
    await pause(50, undefined, { signal }).catch(() => undefined);
  }
  if (!(await untilInserted(context.state, signal))) return;
  const { left_out: erased } = await readImport(context.state, row.id);
  const duplicates = Math.max(0, row.handed_over - erased - (await eventsStored(context.facts, row.id)));
  await changeImport(context.state, row.id, ["finishing"], {
    status: "done",
    report: JSON.stringify({ ...row.report, duplicates, erased }),
    finished_at: new Date(context.clock.now()),
  });
}
