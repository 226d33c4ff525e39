import type { Context } from "./context.ts";
import type { Log } from "./log.ts";
import { Problem } from "./problem.ts";
import { type Wake, rest } from "./wake.ts";

/** Work that state asks for: looked for every `lookEvery` milliseconds, or at once when woken. */
export type RepeatedWork = {
  /** Called when there may be something to do. */
  readonly wake: Wake;
  readonly work: () => Promise<void>;
  /** Said in the log when it fails. */
  readonly stopped: string;
  readonly lookEvery: number;
  /** How long to rest after a failure. */
  readonly backOff: number;
};

/** Repeats the work until the signal aborts; what fails stays as it is and is tried again. */
export async function repeat(
  { log }: Pick<Context, "log">,
  signal: AbortSignal,
  repeated: RepeatedWork,
): Promise<void> {
  while (!signal.aborted) {
    const woken = repeated.wake.woken();
    const isDone = await attempt(log, signal, repeated);
    await rest(isDone ? repeated.lookEvery : repeated.backOff, signal, woken);
  }
}

async function attempt(log: Log, signal: AbortSignal, { work, stopped }: RepeatedWork): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (failure) {
    // The program ends: what was asked of the stores was called back, and nothing is wrong.
    if (signal.aborted && failure instanceof Error && failure.name === "AbortError") return true;
    // A store is away, or there is a mistake of ours.
    const code = failure instanceof Problem ? failure.code : "unexpected";
    log.error({ code, failure: failure instanceof Error ? failure.name : "" }, stopped);
    return false;
  }
}
