import type { Context } from "../../core/context.ts";
import type { ProfileRecords } from "../../core/records-port.ts";
import { rest } from "../../core/wake.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import {
  keepKnown,
  knownFrom,
  matchRecords,
  rememberRecords,
  THRESHOLDS,
  type Matched,
} from "../matching/index.ts";
import { arrivingOf } from "./arrivals.ts";
import { Feed } from "./feed.ts";
import { FIELDS, LEAST_CHANCE } from "./fields.ts";
import { labelsOf, modelOf, pairsOf, stepsOf } from "./found.ts";
import { adoptDecisions, dropStale, labelledParts, reopenWithdrawn, storePairs } from "./pairs-store.ts";
import { beginRun, endRun, finishRun, noteProgress } from "./runs-store.ts";
import { readMatchSettings } from "./settings-store.ts";

/** No more pairs are kept of a run: the surest. */
const MOST_PAIRS = 100_000;

/** How often to look whether the run was cancelled. */
const LOOK_EVERY = 500;

/** A run that failed so often is given up. */
const MOST_ATTEMPTS = 5;

type Run = { readonly id: number; readonly attempts: number };

/**
 * Matches all profiles and keeps what comes of it, in one transaction at the end: a killed run
 * begins again, and does nothing twice.
 */
export async function runMatching(
  context: Context,
  records: ProfileRecords,
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  const { state, clock } = context;
  if (run.attempts >= MOST_ATTEMPTS) {
    await endRun(state, run.id, "failed", clock.now());
    return;
  }
  if (!(await beginRun(state, run.id, clock.now()))) return;
  const cancelled = new AbortController();
  const stop = AbortSignal.any([signal, cancelled.signal]);
  const over = new AbortController();
  const watching = untilCancelled(context, run.id, AbortSignal.any([signal, over.signal]), cancelled);
  try {
    await matchAndStore(context, records, run.id, stop);
  } catch (failure) {
    // Cancelled, or this process ends: then the run stays as it is, for the next to begin again.
    if (!stop.aborted) throw failure;
  } finally {
    over.abort();
    await watching;
  }
}

async function matchAndStore(
  context: Context,
  records: ProfileRecords,
  id: number,
  signal: AbortSignal,
): Promise<void> {
  const { state, facts, clock } = context;
  await reopenWithdrawn(state);
  await adoptDecisions(state);
  const [{ country }, { upper }, said] = await Promise.all([
    readSettings(state),
    readMatchSettings(state),
    labelledParts(state),
  ]);
  const feed = new Feed(state, records, async (loaded) => {
    signal.throwIfAborted();
    await noteProgress(state, id, { loaded });
  });
  const labels = labelsOf(said);
  const matched = await matchRecords(
    facts,
    { fields: FIELDS, country, values: feed.values() },
    { same: Math.max(upper, THRESHOLDS.shown), shown: LEAST_CHANCE },
    {
      ...{ signal, labels, explain: MOST_PAIRS, frequencies: true },
      reached: async (stage) => {
        signal.throwIfAborted();
        await noteProgress(state, id, { stage });
      },
    },
  );
  await noteProgress(state, id, { stage: "store" });
  await remember(context, records, matched, country, signal);
  const model = modelOf(matched, feed, labels.length);
  await state.transaction().execute(async (tx) => {
    const now = clock.now();
    if (!(await finishRun(tx, id, { model, steps: stepsOf(matched), now }))) return;
    await storePairs(tx, id, pairsOf(matched, feed));
    await dropStale(tx, id);
  });
}

/** Keeps what those who arrive later are matched by. */
async function remember(
  { state }: Context,
  records: ProfileRecords,
  matched: Matched,
  country: string | null,
  signal: AbortSignal,
): Promise<void> {
  const { frequencies } = matched;
  if (frequencies === null) return;
  const known = knownFrom(matched, frequencies, { fields: FIELDS, country });
  await keepKnown(state, known, frequencies);
  for await (const batch of records.all(state)) {
    signal.throwIfAborted();
    await rememberRecords(state, known, batch.map(arrivingOf));
  }
}

async function untilCancelled(
  { state }: Context,
  id: number,
  signal: AbortSignal,
  cancelled: AbortController,
): Promise<void> {
  while (!signal.aborted) {
    await rest(LOOK_EVERY, signal);
    if (signal.aborted) return;
    // Where the state does not answer, the run itself will notice.
    const goesOn = await noteProgress(state, id, {}).catch(() => true);
    if (!goesOn) return cancelled.abort();
  }
}
