import type { Context } from "../../core/context.ts";
import { askForRun, changedSince } from "./runs-store.ts";
import { readMatchSettings } from "./settings-store.ts";

const MINUTE = 60_000;
/** By itself a run comes no sooner after the last. */
const REST = 60 * MINUTE;
/** So many new identifiers are enough, or such a share of the records of the last run, whichever is more. */
const LEAST_CHANGED = 1000;
const SHARE_CHANGED = 0.1;

/** What is known of the changes since the last run. */
export type Changes = {
  readonly changed: number;
  readonly newest: number;
  readonly records: number;
  readonly lastAsked: Date | null;
  readonly open: boolean;
};

/** Whether enough has changed for a run, and nothing more comes just now. */
export function isDue(changes: Changes, newestBefore: number | null, now: number): boolean {
  const { changed, newest, records, lastAsked, open } = changes;
  if (open || newest !== newestBefore) return false;
  if (lastAsked !== null && now - lastAsked.getTime() < REST) return false;
  return changed >= Math.max(LEAST_CHANGED, records * SHARE_CHANGED);
}

/** Asks for a run when one is due; looks once a minute. */
export class DueRuns {
  readonly #context: Context;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #newest: number | null = null;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Looks, if it is time to; tells whether it asked for a run. */
  async askWhenDue(): Promise<boolean> {
    const { state, clock } = this.#context;
    const now = clock.now();
    if (now - this.#lookedAt < MINUTE) return false;
    this.#lookedAt = now;
    if (!(await readMatchSettings(state)).automatic) return false;
    const changes = await changedSince(state);
    const due = isDue(changes, this.#newest, now);
    this.#newest = changes.newest;
    return due && (await askForRun(state, "tenure", now)) !== null;
  }
}
