import type { Context } from "../../core/context.ts";
import type { State } from "../../core/state.ts";
import { inboxBacklog } from "./queries.ts";

/** Events of SDKs that may wait; beyond, senders are told to come again. */
export const MOST_BACKLOG = 1_000_000;
const FRESH_FOR = 1000;

type Reading = { waiting: number; until: number; refresh: Promise<void> | null };

const readings = new WeakMap<State, Reading>();

/**
 * How many events of SDKs wait for the worker, at most a second old. What imports brought is not
 * counted: they hold themselves back.
 */
export async function trackedBacklog(context: Context): Promise<number> {
  const now = context.clock.now();
  const reading = readings.get(context.state);
  if (reading) {
    if (reading.until <= now) reading.refresh ??= refresh(context, reading);
    return reading.waiting;
  }
  const first: Reading = { waiting: 0, until: 0, refresh: null };
  await refresh(context, first);
  readings.set(context.state, first);
  return first.waiting;
}

/** The worker has put all there was into the facts. */
export function reportEmpty(context: Context): void {
  context.metrics.gauge("inbox_events", WAITING, 0);
}

const WAITING = "Events that wait for the worker";

async function refresh(context: Context, reading: Reading): Promise<void> {
  try {
    const backlog = await inboxBacklog(context.state);
    reading.waiting = backlog.events - backlog.imported;
    context.metrics.gauge("inbox_events", WAITING, backlog.events);
  } catch (failure) {
    // The insert that follows will say so to the sender; the gauge keeps its last reading.
    context.log.warn({ failure: failure instanceof Error ? failure.name : "" }, "the backlog is unknown");
  } finally {
    reading.until = context.clock.now() + FRESH_FOR;
    reading.refresh = null;
  }
}
