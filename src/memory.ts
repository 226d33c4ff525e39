import { performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { stepBack, threadsNamed } from "./core/threads.ts";

/** Milliseconds between looks, unless told. */
const EVERY = 5_000;
/** Shares of a thread's time: above the first it works hard, below the second it rests. */
const BUSY = 0.3;
const RESTING = 0.05;
/** The second collection takes what the first one's left behind, such as buffers with finalizers. */
const COLLECTIONS = 2;
/**
 * By how much, in per cent, the heap with the buffers beside it may grow before all of it is collected.
 * V8's own half is soon full of what requests bring, as little of it lasts; then a collection a second
 * held all requests up.
 */
const GROWTH = 300;

/** As the worker does, whose batches make most of what is collected. */
const STEPS_BACK = 5;

/**
 * V8 has threads of its own that help all others of the process to collect and to compile; they
 * give way to the one that answers.
 */
export function collectorsStepBack(): void {
  for (const thread of threadsNamed(/^V8Worker/)) stepBack(thread, STEPS_BACK);
}

/**
 * V8 keeps the heap that heavy work took until it needs to collect again, which at rest is never.
 * Collects once the calling thread rests after work, so that Tenure is light beside other programs;
 * while it works, collections are rarer than V8 would have them.
 */
export function giveMemoryBackAtRest(every = EVERY): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  let before = performance.eventLoopUtilization();
  let owed = 0;
  const look = () => {
    const { utilization } = performance.eventLoopUtilization(before);
    before = performance.eventLoopUtilization();
    if (utilization > BUSY) owed = COLLECTIONS;
    if (utilization > RESTING || owed === 0) return;
    owed -= 1;
    collect();
  };
  setInterval(look, every).unref();
}
