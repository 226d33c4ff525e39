import { setTimeout as pause } from "node:timers/promises";
import type { Job } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { undoImport, type UndoHook } from "../imports/index.ts";
import { loadDemo } from "./load.ts";
import { forgetDemo, readDemo } from "./queries.ts";
import { removeTruth } from "./truth-file.ts";
import { demoWoken } from "./wake.ts";

/** Workers of other processes look for themselves, this often. */
const LOOK_EVERY = 2000;

const BACK_OFF = 5000;

/** Loads and removes the demo shop, as state says; `hooks` is what later stages take back. */
export function demoJob(hooks: readonly UndoHook[]): Job {
  return {
    name: "demo",
    async run(context, signal) {
      while (!signal.aborted) {
        const woken = demoWoken();
        const rest = await attempt(context, hooks, signal);
        await pause(rest, undefined, { signal: AbortSignal.any([signal, woken]) }).catch(() => undefined);
      }
    },
  };
}

/** Does what is to be done; answers how long to rest. */
async function attempt(context: Context, hooks: readonly UndoHook[], signal: AbortSignal): Promise<number> {
  try {
    await workOffDemo(context, hooks, signal);
    return LOOK_EVERY;
  } catch (failure) {
    // A store is away, or there is a mistake of ours: the demo stays as it is and is tried again.
    const code = failure instanceof Problem ? failure.code : "unexpected";
    context.log.error({ code, failure: failure instanceof Error ? failure.name : "" }, "the demo stopped");
    return BACK_OFF;
  }
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
