import type { Job } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { CountedRowsNow } from "../../core/counted-rows-port.ts";
import { asOnlyOne } from "../../core/only-one-queries.ts";
import { repeat } from "../../core/repeated.ts";
import { DuePersonas } from "./due.ts";
import { bringLastRun } from "./end-with.ts";
import type { NoteMoved } from "./moved-store.ts";
import { runPersonas } from "./run.ts";
import { nextRun } from "./runs-store.ts";
import { personasWake } from "./wake.ts";

/** Workers of other processes look for themselves, this often. */
const LOOK_EVERY = 5000;
const BACK_OFF = 10_000;

/** The number only has to be ours alone; "tenure personas". */
const LOCK = 7_283_640_062;

/** Looks for personas every night and when asked; `noteMoved` is told at the end of each run. */
export function personasJob(counted: CountedRowsNow, noteMoved: NoteMoved): Job {
  return {
    name: "personas",
    async run(context, signal) {
      const due = new DuePersonas(context);
      await repeat(context, signal, {
        wake: personasWake,
        work: async () => {
          await due.askWhenDue();
          await workOffPersonas(context, counted, signal, noteMoved);
        },
        stopped: "looking for personas stopped",
        lookEvery: LOOK_EVERY,
        backOff: BACK_OFF,
      });
    },
  };
}

const nobodyCares: NoteMoved = async () => undefined;

/** Does the runs that wait, unless another process does. */
export async function workOffPersonas(
  context: Context,
  counted: CountedRowsNow,
  signal: AbortSignal,
  noteMoved: NoteMoved = nobodyCares,
): Promise<void> {
  await asOnlyOne(context.state, LOCK, async () => {
    await bringLastRun(context, noteMoved);
    for (let run = await nextRun(context.state); run && !signal.aborted; run = await nextRun(context.state)) {
      await runPersonas(context, counted, run, signal, noteMoved);
    }
  });
}
