import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { asOnlyOne } from "../../core/only-one-queries.ts";
import { repeat } from "../../core/repeated.ts";
import { finishImport } from "./finish-import.ts";
import { importsFolder } from "./folders.ts";
import {
  changeImport,
  handOverAgain,
  NO_PROGRESS,
  NO_REPORT,
  nextImport,
  type ImportRow,
} from "./queries.ts";
import { runImport } from "./run-import.ts";
import { undoImport, type UndoHook } from "./undo.ts";
import { keepUndone, undoneWhole } from "./undone-queries.ts";
import { importsWake } from "./wake.ts";

/** Workers of other processes look for themselves, this often. */
const LOOK_EVERY = 1_000;
const BACK_OFF = 5_000;

/** The number only has to be ours alone; "tenure imports". */
const LOCK = 7_283_640_020;

/** Runs and undoes imports, one at a time, as state says; a killed one goes on where it stopped. */
export function importJob(hooks: readonly UndoHook[]): Job {
  return {
    name: "imports",
    async run(context, signal) {
      await sweepUploads(context);
      await repeat(context, signal, {
        wake: importsWake,
        work: () => workOffImports(context, hooks, signal),
        stopped: "imports stopped",
        lookEvery: LOOK_EVERY,
        backOff: BACK_OFF,
      });
    },
  };
}

/** Works off all imports that wait, unless another process does. */
export async function workOffImports(
  context: Context,
  hooks: readonly UndoHook[],
  signal: AbortSignal,
): Promise<void> {
  await asOnlyOne(context.state, LOCK, async () => {
    for (
      let row = await nextImport(context.state);
      row && !signal.aborted;
      row = await nextImport(context.state)
    ) {
      await step(context, row, hooks, signal);
    }
  });
}

async function step(
  context: Context,
  row: ImportRow,
  hooks: readonly UndoHook[],
  signal: AbortSignal,
): Promise<void> {
  if (row.status === "undoing") await undo(context, row, hooks, signal);
  else if (row.status === "finishing") await finishImport(context, row, signal);
  else await runImport(context, row, signal);
}

async function undo(
  context: Context,
  row: ImportRow,
  hooks: readonly UndoHook[],
  signal: AbortSignal,
): Promise<void> {
  const { state, facts, clock } = context;
  await keepUndone(state, facts, row.id, new Date(clock.now()));
  if (!(await undoImport(context, row.id, hooks, signal))) return;
  const cleared = { handed_over: 0, progress: JSON.stringify(NO_PROGRESS), problem: null };
  await state.transaction().execute(async (tx) => {
    await undoneWhole(tx, row.id);
    const after = afterUndo(row, new Date(clock.now()));
    if (await changeImport(tx, row.id, ["undoing"], { ...cleared, ...after })) await handOverAgain(tx, row);
  });
}

/** It ends, or is run again with its next mapping. */
function afterUndo({ next_mapping: mapping }: ImportRow, now: Date): Parameters<typeof changeImport>[3] {
  if (mapping === null) return { status: "undone", finished_at: now };
  return {
    status: "staging",
    mapping: JSON.stringify(mapping),
    next_mapping: null,
    report: JSON.stringify(NO_REPORT),
    started_at: now,
    finished_at: null,
  };
}

/** Uploads that a kill cut off belong to nobody. */
async function sweepUploads(context: Context): Promise<void> {
  const folder = importsFolder(context.dataDir);
  const names = await readdir(folder).catch(() => []);
  const dayAgo = context.clock.now() - 86_400_000;
  for (const name of names.filter((candidate) => candidate.startsWith("upload-"))) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < dayAgo) await rm(path, { recursive: true, force: true });
  }
}
