import { dayOf, hourAndWeekday } from "../../core/calendar.ts";
import type { Context } from "../../core/context.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import { personasWake } from "./wake.ts";
import { askForRun, newestHandle, newestRun } from "./runs-store.ts";

const LOOK_EVERY = 60_000;
/** The hour of the workspace's night from which on the nightly run begins. */
const NIGHT = 3;

/**
 * Whether a run is due: the first once customers are known and no more come just now, then one a
 * night; and at once where customers went away with an import that was undone.
 */
export function isDue(
  last: { readonly askedAt: string } | null,
  newest: { readonly now: number | null; readonly before: number | null },
  now: number,
  timeZone: string,
): boolean {
  if (last && newest.before !== null && (newest.now ?? 0) < newest.before) return true;
  if (newest.now === null) return false;
  if (!last) return newest.now === newest.before;
  const askedOn = dayOf(Date.parse(last.askedAt), timeZone);
  return askedOn < dayOf(now, timeZone) && hourAndWeekday(now, timeZone).hour >= NIGHT;
}

/** Asks for a run when one is due; looks once a minute. */
export class DuePersonas {
  readonly #context: Context;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #newest: number | null = null;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Looks, if it is time to. */
  async askWhenDue(): Promise<void> {
    const { state, clock } = this.#context;
    const now = clock.now();
    if (now - this.#lookedAt < LOOK_EVERY) return;
    this.#lookedAt = now;
    const [last, newest, { timeZone }] = await Promise.all([
      newestRun(state),
      newestHandle(state),
      readSettings(state),
    ]);
    const due = isDue(last, { now: newest, before: this.#newest }, now, timeZone);
    this.#newest = newest;
    if (due && (await askForRun(state, "tenure", now)) !== null) personasWake.wake();
  }
}
