/** The background work, on a thread of its own: requests never wait for a batch's turn. */
import { once } from "node:events";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { Config } from "./config.ts";
import type { Context } from "./core/context.ts";
import type { Metrics } from "./core/metrics.ts";
import { answerOverPort, type ClickhouseOptions } from "./edges/facts/index.ts";
import type { Stores } from "./stores.ts";

/** What the thread is given to put a {@link Context} of its own together. */
export type WorkerData = Pick<Context, "dataDir" | "publicUrl" | "privateWebhooks"> &
  Pick<Stores, "connection"> & {
    readonly logLevel: Config["logLevel"];
    /** The way to the facts that this thread holds, or where else they are. */
    readonly factsAt: MessagePort | ClickhouseOptions;
  };

/** What the thread reports: a call of {@link Metrics}, whose page this thread serves. */
export type MetricsCall = {
  [Name in keyof Metrics]: { readonly name: Name; readonly given: Parameters<Metrics[Name]> };
}[keyof Metrics];

/** Told to the thread: finish what is in progress, and end. */
export const STOP = "stop";

/** Starts every capability's jobs on a thread; the returned function stops them and waits until they have. */
export function startWorker(
  { dataDir, publicUrl, privateWebhooks, metrics }: Context,
  { connection, factsAt }: Pick<Stores, "connection" | "factsAt">,
  logLevel: Config["logLevel"],
): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const isHere = "lines" in factsAt;
  if (isHere) answerOverPort(factsAt, port1);
  const workerData: WorkerData = {
    ...{ dataDir, publicUrl, privateWebhooks, connection, logLevel },
    factsAt: isHere ? port2 : factsAt,
  };
  const thread = new Worker(new URL("worker-thread.ts", import.meta.url), {
    name: "worker",
    workerData,
    transferList: isHere ? [port2] : [],
    // Batches die young where there is room for them to; copied to the old, each costs twice.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  thread.on("message", (call: MetricsCall) => count(metrics, call));
  // A mistake of ours that the jobs themselves don't catch ends the program, as it would on one thread.
  thread.on("error", (failure) => {
    throw failure;
  });
  const ended = once(thread, "exit");
  return async () => {
    thread.postMessage(STOP);
    await ended;
    port1.close();
  };
}

function count(metrics: Metrics, call: MetricsCall): void {
  if (call.name === "count") metrics.count(...call.given);
  else if (call.name === "observe") metrics.observe(...call.given);
  else metrics.gauge(...call.given);
}
