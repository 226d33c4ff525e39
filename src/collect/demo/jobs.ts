import type { Job } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { repeat } from "../../core/repeated.ts";
import { undoImport, type UndoHook } from "../imports/index.ts";
import { loadDemo } from "./load.ts";
import { forgetDemo, readDemo } from "./queries.ts";
import { removeTruth } from "./truth-file.ts";
import { demoWake } from "./wake.ts";

/** Workers of other processes look for themselves, this often. */
const LOOK_EVERY = 2000;

const BACK_OFF = 5000;

/** Loads and removes the demo shop, as state says; `hooks` is what later stages take back. */
export function demoJob(hooks: readonly UndoHook[]): Job {
  return {
    name: "demo",
    async run(context, signal) {
      await repeat(context, signal, {
        wake: demoWake,
        work: () => workOffDemo(context, hooks, signal),
        stopped: "the demo stopped",
        lookEvery: LOOK_EVERY,
        backOff: BACK_OFF,
      });
    },
  };
}

/** Loads or removes the demo shop if state says so. */
export async function workOffDemo(
  context: Context,
  hooks: readonly UndoHook[],
  signal: AbortSignal,
): Promise<void> {
  const demo = await readDemo(context.state);
  if (demo?.state === "loading") await loadDemo(context, demo, signal);
  if (demo?.state !== "removing") return;
  if (!(await undoImport(context, demo.import_id, hooks, signal))) return;
  await removeTruth(context.dataDir);
  await forgetDemo(context.state);
  context.log.info({}, "the demo shop is removed");
}
