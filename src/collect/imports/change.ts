import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State } from "../../core/state.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import { sourceById } from "../sources/index.ts";
import type { ImportStatus } from "./contract.ts";
import type { Mapping } from "./mapping-contract.ts";
import { changeImport, NO_REPORT, readImport, type ImportRow } from "./queries.ts";
import { checkColumns, notInspected, settledMapping } from "./ready.ts";
import { importsWake } from "./wake.ts";

const ENDED: readonly ImportStatus[] = ["done", "cancelled", "failed"];

/** Sets how the file is read, before it is started. */
export async function changeMapping(state: State, id: number, mapping: Mapping): Promise<ImportRow> {
  const row = await readImport(state, id);
  checkColumns(mapping, notInspected(row).inspection);
  const changes = { mapping: JSON.stringify(mapping) };
  if (!(await changeImport(state, row.id, ["mapping"], changes))) throw wrongStatus("imports.started");
  return readImport(state, id);
}

/** Lets the worker read the file; everything must be said by now. */
export async function startImport(context: Context, id: number): Promise<ImportRow> {
  const { state, clock } = context;
  const row = await readImport(state, id);
  await checkReady(state, row);
  const changes = { status: "staging", started_at: new Date(clock.now()), problem: null } as const;
  if (!(await changeImport(state, row.id, ["mapping"], changes))) throw wrongStatus("imports.started");
  importsWake.wake();
  return readImport(state, id);
}

/** Stops an import; what was handed over stays until it is undone. */
export async function cancelImport({ state, clock }: Context, id: number): Promise<ImportRow> {
  const row = await readImport(state, id);
  const changes = { status: "cancelled", finished_at: new Date(clock.now()) } as const;
  const cancelled = await changeImport(state, row.id, ["uploaded", "mapping", "staging", "running"], changes);
  if (!cancelled) throw wrongStatus("imports.past_cancel");
  importsWake.wake();
  return readImport(state, id);
}

/** Lets the worker take back all that the import brought. */
export async function beginUndo(state: State, id: number): Promise<ImportRow> {
  const row = await readImport(state, id);
  const changes = {
    status: "undoing",
    next_mapping: null,
    report: JSON.stringify(NO_REPORT),
    finished_at: null,
  } as const;
  if (!(await changeImport(state, row.id, ENDED, changes))) throw wrongStatus("imports.not_ended");
  importsWake.wake();
  return readImport(state, id);
}

/** Lets the worker take the import back and run it again. */
export async function beginRerun({ state }: Context, id: number, mapping?: Mapping): Promise<ImportRow> {
  const row = await readImport(state, id);
  const wanted = mapping ?? notInspected(row).mapping;
  await checkReady(state, { ...row, mapping: wanted });
  const changes = { status: "undoing", next_mapping: JSON.stringify(wanted), finished_at: null } as const;
  if (!(await changeImport(state, row.id, [...ENDED, "undone"], changes))) {
    throw wrongStatus("imports.not_ended");
  }
  importsWake.wake();
  return readImport(state, id);
}

async function checkReady(state: State, row: ImportRow): Promise<void> {
  const [settings, source] = await Promise.all([readSettings(state), sourceById(state, row.source_id)]);
  settledMapping(notInspected(row), settings, source?.shop ?? "main");
}

function wrongStatus(reason: "imports.started" | "imports.past_cancel" | "imports.not_ended"): Problem {
  return new Problem("conflict", because(reason), { field: "status" });
}
