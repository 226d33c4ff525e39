import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "../../core/context.ts";
import { eraseAgain } from "./erase-again.ts";
import { finishErasures, type Registry } from "./erase.ts";
import { Purge } from "./purge.ts";
import { uniteErasedOnce } from "./remember.ts";
import { reopenRestored } from "./restored-facts.ts";

const LOOK_EVERY = 60_000;
/** While bytes of an erased customer are on their way out of the files. */
const LOOK_SOON = 5_000;

/** Looks for unfinished erasures, and for the erased whom restored stores brought back, from the start on. */
export async function keepFinishing(
  context: Context,
  registry: Registry,
  signal: AbortSignal,
): Promise<void> {
  const purge = new Purge();
  let factsSearched = false;
  while (!signal.aborted) {
    let unfinished = false;
    try {
      await uniteErasedOnce(context);
      if (!factsSearched) await reopenRestored(context);
      factsSearched = true;
      await finishErasures(context, registry);
      await eraseAgain(context, registry);
      unfinished = await purge.step(context);
    } catch (failure) {
      const kind = failure instanceof Error ? failure.name : "";
      context.log.error({ failure: kind }, "an erasure could not be finished; it is tried again");
    }
    await wait(unfinished ? LOOK_SOON : LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}
