import type { Job } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { asOnlyOne } from "../../core/only-one-queries.ts";
import type { ProfileRecords } from "../../core/records-port.ts";
import { repeat } from "../../core/repeated.ts";
import { matchArrivals } from "./arrivals.ts";
import { joinWhatIsSure, undoRun } from "./by-itself.ts";
import { DueRuns } from "./due.ts";
import { reopenWithdrawn } from "./pairs-store.ts";
import { runMatching } from "./run.ts";
import { nextRun } from "./runs-store.ts";
import { matchesWake } from "./wake.ts";

/** Workers of other processes look for themselves, this often. */
const LOOK_EVERY = 2000;
const BACK_OFF = 5000;

/** The number only has to be ours alone; "tenure matches". */
const LOCK = 7_283_640_052;

/** Runs matchings that were asked for or are due, joins what is sure, undoes runs; as state says. */
export function matchJob(records: ProfileRecords): Job {
  return {
    name: "matches",
    async run(context, signal) {
      const due = new DueRuns(context);
      await repeat(context, signal, {
        wake: matchesWake,
        work: async () => {
          await due.askWhenDue();
          await workOffMatches(context, records, signal);
        },
        stopped: "matching stopped",
        lookEvery: LOOK_EVERY,
        backOff: BACK_OFF,
      });
    },
  };
}

/** Does all that waits, unless another process does. */
export async function workOffMatches(
  context: Context,
  records: ProfileRecords,
  signal: AbortSignal,
): Promise<void> {
  await asOnlyOne(context.state, LOCK, async () => {
    await reopenWithdrawn(context.state);
    for (let run = await nextRun(context.state); run && !signal.aborted; run = await nextRun(context.state)) {
      if (run.status === "undoing") await undoRun(context, run.id, signal);
      else await runMatching(context, records, run, signal);
    }
    await matchArrivals(context, records, signal);
    await joinWhatIsSure(context, signal);
  });
}
