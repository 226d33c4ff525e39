import { setTimeout as sleep } from "node:timers/promises";
import type { Capability, Job } from "./core/capability.ts";
import type { Context } from "./core/context.ts";
import { saidWhile } from "./core/deadline.ts";
import { Problem } from "./core/problem.ts";

const LONGEST_PAUSE_MS = 10_000;

/** Runs every capability's jobs; the returned function stops them and waits until they have. */
export function startJobs(capabilities: readonly Capability[], context: Context): () => Promise<void> {
  const stop = new AbortController();
  const jobs = capabilities.flatMap((capability) => capability.jobs ?? []);
  const busy = new Set(jobs.map(({ name }) => name));
  const running = jobs.map((job) =>
    keepRunning(job, context, stop.signal).finally(() => busy.delete(job.name)),
  );
  return async () => {
    stop.abort();
    await saidWhile(Promise.all(running), () =>
      context.log.info({ jobs: [...busy] }, "still stopping: jobs finish what they began"),
    );
  };
}

/** A job that fails is started again, ever more slowly: a store that is away comes back. */
async function keepRunning(job: Job, context: Context, signal: AbortSignal): Promise<void> {
  for (let pause = 250; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      await job.run(context, signal);
      if (signal.aborted) return;
    } catch (failure) {
      if (signal.aborted) return;
      context.log.error({ job: job.name, failure: describe(failure) }, "a job failed and starts again");
    }
    // The stop is no failure of the pause.
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

function describe(failure: unknown): object {
  if (failure instanceof Problem) return { code: failure.code, message: failure.message };
  if (!(failure instanceof Error)) return { name: typeof failure };
  const frames = failure.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { name: failure.name, frames };
}
