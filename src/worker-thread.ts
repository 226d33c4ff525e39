/** Where the worker's thread starts: the jobs of all capabilities, over stores that it reaches by itself. */
import { once } from "node:events";
import { MessagePort, parentPort, workerData } from "node:worker_threads";
import { capabilities } from "./capabilities.ts";
import { systemClock } from "./core/clock.ts";
import type { Context } from "./core/context.ts";
import type { Metrics } from "./core/metrics.ts";
import { stepBack, thisThread } from "./core/threads.ts";
import { factsOverPort, openClickhouse } from "./edges/facts/index.ts";
import { openState } from "./edges/state/index.ts";
import { startJobs } from "./jobs.ts";
import { makeLog } from "./log.ts";
import { giveMemoryBackAtRest } from "./memory.ts";
import type { MetricsCall, WorkerData } from "./worker.ts";

const { connection, factsAt, logLevel, ...given } = workerData as WorkerData;
const parent = parentPort;
if (!parent) throw new Error("worker-thread.ts is started as a thread, by worker.ts");

const log = makeLog(logLevel);
const report = (call: MetricsCall) => parent.postMessage(call);
const metrics: Metrics = {
  count: (...arguments_) => report({ name: "count", given: arguments_ }),
  observe: (...arguments_) => report({ name: "observe", given: arguments_ }),
  gauge: (...arguments_) => report({ name: "gauge", given: arguments_ }),
};
const facts = factsAt instanceof MessagePort ? factsOverPort(factsAt) : await openClickhouse(factsAt);
const state = openState({ connection, log });
const context: Context = { ...given, facts, state, clock: systemClock, log, metrics };

giveMemoryBackAtRest();
const thread = thisThread();
// Requests come first: people wait for them.
if (thread !== null) stepBack(thread, 5);
const stopped = once(parent, "message");
const stopJobs = startJobs(capabilities, context);
await stopped;
await stopJobs();
await state.destroy();
await facts.close();
