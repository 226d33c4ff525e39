import type { Job } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { CountedRowsNow } from "../../core/counted-rows-port.ts";
import { asOnlyOne } from "../../core/only-one-queries.ts";
import { repeat } from "../../core/repeated.ts";
import { bringLastRun } from "./bring-members.ts";
import { DuePersonas } from "./due.ts";
import { runPersonas } from "./run.ts";
import { nextRun } from "./runs-store.ts";
import { personasWake } from "./wake.ts";

/** Workers of other processes look for themselves, this often. */
const LOOK_EVERY = 5000;
const BACK_OFF = 10_000;

/** The number only has to be ours alone; "tenure personas". */
const LOCK = 7_283_640_062;

/** Looks for personas every night and when asked. */
export function personasJob(counted: CountedRowsNow): Job {
  return {
    name: "personas",
    async run(context, signal) {
      const due = new DuePersonas(context);
      let brought = false;
      await repeat(context, signal, {
        wake: personasWake,
        work: async () => {
          brought ||= await bringLastRun(context);
          await due.askWhenDue();
          await workOffPersonas(context, counted, signal);
        },
        stopped: "looking for personas stopped",
        lookEvery: LOOK_EVERY,
        backOff: BACK_OFF,
      });
    },
  };
}

/** Does the runs that wait, unless another process does. */
export async function workOffPersonas(
  context: Context,
  counted: CountedRowsNow,
  signal: AbortSignal,
): Promise<void> {
  await asOnlyOne(context.state, LOCK, async () => {
    for (let run = await nextRun(context.state); run && !signal.aborted; run = await nextRun(context.state)) {
      await runPersonas(context, counted, run, signal);
    }
  });
}
