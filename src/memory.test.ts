import { Worker } from "node:worker_threads";
import { getPriority } from "node:os";
import { expect, test } from "vitest";
import { threadsNamed } from "./core/threads.ts";
import { collectorsStepBack } from "./memory.ts";

/** A thread that works hard for a moment, then rests; it tells its heap before and after. */
const PROGRAM = `
  const { parentPort, workerData } = require("node:worker_threads");
  (async () => {
    const { giveMemoryBackAtRest } = await import(workerData);
    giveMemoryBackAtRest(20);
    let kept = Array.from({ length: 2_000_000 }, (_, nth) => ({ nth }));
    const full = process.memoryUsage().heapTotal;
    kept = null;
    const look = setInterval(() => {
      const now = process.memoryUsage().heapTotal;
      if (now > full / 2) return;
      clearInterval(look);
      parentPort.postMessage({ full, now });
    }, 20);
  })();
`;

test("a thread that rests after hard work gives its memory back", async () => {
  const module = new URL("memory.ts", import.meta.url).href;
  const thread = new Worker(PROGRAM, { eval: true, workerData: module });
  const { full, now } = await new Promise<{ full: number; now: number }>((resolve) => {
    thread.once("message", resolve);
  });
  expect(now).toBeLessThan(full / 2);
  await thread.terminate();
});

test("the threads that help to collect give way to the one that answers", () => {
  collectorsStepBack();
  const helpers = threadsNamed(/^V8Worker/);
  // Only Linux has nice values for threads.
  expect(helpers.length > 0).toBe(process.platform === "linux");
  for (const thread of helpers)
    expect(getPriority(thread) === 19 || getPriority(thread) > getPriority()).toBe(true);
});
