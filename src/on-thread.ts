/** What a thread of this program begins with: the context that `thread.ts` gave it what it needs for. */
import { once } from "node:events";
import { MessagePort, parentPort, workerData } from "node:worker_threads";
import { systemClock } from "./core/clock.ts";
import type { Context } from "./core/context.ts";
import type { Metrics } from "./core/metrics.ts";
import { stepBack, thisThread } from "./core/threads.ts";
import { factsOverPort, openClickhouse } from "./edges/facts/index.ts";
import { openState } from "./edges/state/index.ts";
import { makeLog } from "./log.ts";
import { giveMemoryBackAtRest } from "./memory.ts";
import type { MetricsCall, ThreadData } from "./thread.ts";

/** A thread's place in the program. */
export type OnThread = {
  readonly context: Context;
  /** What it is asked to do. */
  readonly asked: MessagePort;
  /** Resolves when it is to end. */
  readonly stopped: Promise<unknown>;
  /** Closes its stores. */
  leave(): Promise<void>;
};

/** Opens the stores for this thread, which gives way to the one that answers by so many steps. */
export async function joinProgram(steps: number): Promise<OnThread> {
  const parent = parentPort;
  if (!parent) throw new Error("this file is started as a thread, by thread.ts");
  const stopped = once(parent, "message");
  const { connection, factsAt, logLevel, asked, ...given } = workerData as ThreadData;
  const log = makeLog(logLevel);
  const facts = factsAt instanceof MessagePort ? factsOverPort(factsAt) : await openClickhouse(factsAt);
  const state = openState({ connection, log });
  const metrics = metricsTo((call) => parent.postMessage(call));
  const context: Context = {
    ...{ ...given, facts, state, clock: systemClock, log, metrics },
    aside: (here, work, what) => work.run(here, what),
  };
  giveMemoryBackAtRest();
  const thread = thisThread();
  if (thread !== null) stepBack(thread, steps);
  const leave = async () => {
    await state.destroy();
    await facts.close();
    asked.close();
  };
  return { context, asked, stopped, leave };
}

function metricsTo(report: (call: MetricsCall) => void): Metrics {
  return {
    count: (...given) => report({ name: "count", given }),
    observe: (...given) => report({ name: "observe", given }),
    gauge: (...given) => report({ name: "gauge", given }),
  };
}
