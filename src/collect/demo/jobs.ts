import { setTimeout as pause } from "node:timers/promises";
import type { Job } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { loadDemo } from "./load.ts";
import { readDemo } from "./queries.ts";
import { demoWoken } from "./wake.ts";

/** Workers of other processes look for themselves, this often. */
const LOOK_EVERY = 2000;

/** Loads and removes the demo shop, as state says. */
export const demoJob: Job = {
  name: "demo",
  async run(context, signal) {
    while (!signal.aborted) {
      const woken = demoWoken();
      await step(context, signal);
      await pause(LOOK_EVERY, undefined, { signal: AbortSignal.any([signal, woken]) }).catch(() => undefined);
    }
  },
};

async function step(context: Context, signal: AbortSignal): Promise<void> {
  const demo = await readDemo(context.state);
  if (demo?.state === "loading") await loadDemo(context, demo, signal);
}
