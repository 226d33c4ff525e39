/** Threads of this program beside the one that answers: each has stores of its own, or ways to those here. */
import { once } from "node:events";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { Config } from "./config.ts";
import type { Context } from "./core/context.ts";
import type { Metrics } from "./core/metrics.ts";
import { answerOverPort, type ClickhouseOptions } from "./edges/facts/index.ts";
import type { Stores } from "./stores.ts";

/** What a thread is given to put a {@link Context} of its own together (`on-thread.ts`). */
export type ThreadData = Pick<Context, "dataDir" | "publicUrl" | "privateWebhooks"> &
  Pick<Stores, "connection"> & {
    readonly logLevel: Config["logLevel"];
    /** The way to the facts that this thread holds, or where else they are. */
    readonly factsAt: MessagePort | ClickhouseOptions;
    /** The way to whoever has work for it. */
    readonly asked: MessagePort;
  };

/** What a thread reports: a call of {@link Metrics}, whose page this thread serves. */
export type MetricsCall = {
  [Name in keyof Metrics]: { readonly name: Name; readonly given: Parameters<Metrics[Name]> };
}[keyof Metrics];

/** What all threads of the program are started with. */
export type ThreadsOf = {
  readonly context: Context;
  readonly stores: Pick<Stores, "connection" | "factsAt">;
  readonly logLevel: Config["logLevel"];
};

/** A thread that runs. */
export type Thread = {
  /** The way to it, for work. */
  readonly ask: MessagePort;
  /** Lets it finish what is in progress, and waits until it has ended. */
  stop(): Promise<void>;
};

/** Told to a thread: finish what is in progress, and end. */
export const STOP = "stop";

/** Starts a thread with a file. Room for what dies young is in megabytes. */
export function startThread(
  { context, stores, logLevel }: ThreadsOf,
  { name, at, youngMb }: { name: string; at: URL; youngMb: number },
): Thread {
  const facts = new MessageChannel();
  const work = new MessageChannel();
  const { dataDir, publicUrl, privateWebhooks, metrics } = context;
  const { connection, factsAt } = stores;
  const isHere = "lines" in factsAt;
  if (isHere) answerOverPort(factsAt, facts.port1);
  const workerData: ThreadData = {
    ...{ dataDir, publicUrl, privateWebhooks, connection, logLevel },
    ...{ factsAt: isHere ? facts.port2 : factsAt, asked: work.port2 },
  };
  const thread = new Worker(at, {
    name,
    workerData,
    transferList: isHere ? [facts.port2, work.port2] : [work.port2],
    resourceLimits: { maxYoungGenerationSizeMb: youngMb },
  });
  thread.on("message", (call: MetricsCall) => count(metrics, call));
  // A mistake of ours that its work does not catch ends the program, as it would on one thread.
  thread.on("error", (failure) => {
    throw failure;
  });
  const ended = once(thread, "exit");
  const stop = async () => {
    thread.postMessage(STOP);
    await ended;
    facts.port1.close();
    work.port1.close();
  };
  return { ask: work.port1, stop };
}

function count(metrics: Metrics, call: MetricsCall): void {
  if (call.name === "count") metrics.count(...call.given);
  else if (call.name === "observe") metrics.observe(...call.given);
  else metrics.gauge(...call.given);
}
