import { stat } from "node:fs/promises";
import { stepBack, threadsNamed } from "../../core/threads.ts";

/** More than the worker: a batch that waits for a merge is late, and nobody waits for a merge. */
const STEPS = 10;

/** The engine names its threads after their pool; what asks it waits on threads of libuv. */
const OF_ENGINE =
  /^(ThreadPool|BgSchPool|BgStrmSchPool|Common|Fetch|MergeMutate|Move|PoolDelayExec|MemoryWorker|libuv-worker)/;

/** Threads of the engine in this process, by their number in the system; none where it isn't Linux. */
export function engineThreads(): number[] {
  return threadsNamed(OF_ENGINE);
}

/**
 * Lets the engine work where nobody else wants to: a merge of its parts takes every core for
 * moments, and a customer who is looked up must not wait for it. The engine's own settings for this
 * work only for who may lower a nice value again, which is the superuser.
 */
export async function engineStepsBack(): Promise<void> {
  // libuv starts all its threads with the first work that it is given.
  await stat(".");
  for (const thread of engineThreads()) stepBack(thread, STEPS);
}
