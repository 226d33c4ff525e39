import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "../../core/context.ts";
import { eraseAgain } from "./erase-again.ts";
import { finishErasures, type Registry } from "./erase.ts";
import { Purge } from "./purge.ts";
import { uniteErasedOnce } from "./remember.ts";

const LOOK_EVERY = 60_000;

/** Looks for unfinished erasures, and for the erased whom a restored database brought back, from the start on. */
export async function keepFinishing(
  context: Context,
  registry: Registry,
  signal: AbortSignal,
): Promise<void> {
  const purge = new Purge();
  while (!signal.aborted) {
    try {
      await uniteErasedOnce(context);
      await finishErasures(context, registry);
      await eraseAgain(context, registry);
      await purge.step(context);
    } catch (failure) {
      const kind = failure instanceof Error ? failure.name : "";
      context.log.error({ failure: kind }, "an erasure could not be finished; it is tried again");
    }
    await wait(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}
