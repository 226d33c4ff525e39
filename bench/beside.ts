/** Load beside what is measured: from a thread of its own, whose work must not count as the server's. */
import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { stepBack, thisThread } from "../src/core/threads.ts";
import type { RunningServer } from "../test/kit/server.ts";
import { batchOf, type Visits, visitsOf } from "./batches.ts";
import { send } from "./connection.ts";
import { expectStatus, steady } from "./kit.ts";

/** What is sent: batches of the usual mix, or visits of customers who are known. */
export type Load = {
  readonly url: string;
  readonly key: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly visits?: Visits;
};

/** Sends so many batches of 100 events a second for so long. */
export async function sendBeside(
  { url }: RunningServer,
  load: Omit<Load, "url">,
): Promise<{ done: Promise<void> }> {
  const workerData: Load = { url, ...load };
  const thread = new Worker(new URL(import.meta.url), { workerData });
  const done = new Promise<void>((resolve, reject) => {
    thread.once("error", reject);
    thread.once("exit", () => resolve());
  });
  await once(thread, "message");
  return { done };
}

if (!isMainThread) {
  const { url, key, perSecond, seconds, visits } = workerData as Load;
  // Senders are elsewhere in earnest: what this one costs must not be what others wait for.
  const thread = thisThread();
  if (thread !== null) stepBack(thread, 5);
  parentPort?.postMessage("sending");
  await steady(seconds, perSecond, async (index) => {
    expectStatus(await send(`${url}/v1/batch`, key, visits ? visitsOf(index, visits) : batchOf(index)));
  });
  // Kept connections would keep the thread.
  process.exit();
}
