import { setImmediate as breathe } from "node:timers/promises";
import type { Context } from "../../core/context.ts";
import type { CountedRows, CountedRowsNow } from "../../core/counted-rows-port.ts";
import { seededRandom } from "../../core/random.ts";
import { LEAST_POINTS } from "./clustering/kinds.ts";
import type { PersonaRun } from "./contract.ts";
import { shopPersona, type Thresholds } from "./defined.ts";
import { findAmong, type Found, isKnown, kindOf } from "./found.ts";
import { Groups } from "./groups.ts";
import { bringMembers } from "./bring-members.ts";
import { measuresOf } from "./measures.ts";
import { forgetOtherRuns } from "./member-queries.ts";
import { readVocabulary, sizeUp, type Vocabulary } from "./moments-queries.ts";
import { behaviour, type BehaviourRow } from "./queries.ts";
import { resultOf } from "./result.ts";
import { addMembers, beginRun, endRun, finishRun, type Member, noteProgress } from "./runs-store.ts";
import { readPersonaSettings } from "./settings-store.ts";

/** Kinds are looked for among about so many customers. */
const SAMPLE = 5000;
/** So many of the sample are enough to look at. */
const MOST_POINTS = 2500;
/** More moments are read in parts, so that memory stays bounded. */
const MOMENTS_AT_ONCE = 20_000_000;
/** Members written at once. */
const CHUNK = 5000;
/** How often progress is noted, and looked whether the run was cancelled. */
const NOTE_EVERY = 500;
/** A run that failed so often is given up. */
const MOST_ATTEMPTS = 5;
const DAY_MS = 86_400_000;

/** What a run works with. */
type Work = {
  readonly context: Context;
  readonly id: number;
  readonly rows: CountedRows;
  readonly now: number;
  readonly vocabulary: Vocabulary;
  readonly signal: AbortSignal;
  /** Notes how far the stage is; throws where the run was cancelled. */
  readonly note: (stage: PersonaRun["stage"], share: number) => Promise<void>;
};

/** Looks for personas and keeps what comes of it in one transaction at the end; a killed run begins again. */
export async function runPersonas(
  context: Context,
  counted: CountedRowsNow,
  run: { readonly id: number; readonly attempts: number },
  signal: AbortSignal,
): Promise<void> {
  const { state, clock } = context;
  if (run.attempts >= MOST_ATTEMPTS) {
    await endRun(state, run.id, "failed", clock.now());
    return;
  }
  if (!(await beginRun(state, run.id))) return;
  const cancelled = new AbortController();
  const stop = AbortSignal.any([signal, cancelled.signal]);
  try {
    await findAndStore(context, counted, run.id, stop, cancelled);
  } catch (failure) {
    // Cancelled, or this process ends: then the run stays as it is, for the next to begin again.
    if (!stop.aborted) throw failure;
  }
}

async function findAndStore(
  context: Context,
  counted: CountedRowsNow,
  id: number,
  signal: AbortSignal,
  cancelled: AbortController,
): Promise<void> {
  const { facts, state, clock } = context;
  const now = clock.now();
  const rows = await counted(context);
  const size = await sizeUp(facts, rows, now);
  const vocabulary = await readVocabulary(facts, rows, now);
  const note = notesOf(context, id, signal, cancelled);
  const work: Work = { context, id, rows, now, vocabulary, signal, note };
  const settings = await readPersonaSettings(state);
  const { bouncePages, repeatOrders, highOrder, leastCustomers } = settings;
  const thresholds = { bouncePages, repeatOrders, highOrder: highOrder ?? size.medianSingle };
  await note("read", 0.5);
  const found = await search(work, size.customers, leastCustomers);
  const groups = await assign(work, found, thresholds, Math.ceil(size.moments / MOMENTS_AT_ONCE) || 1);
  const needed = Math.max(LEAST_POINTS, 2 * leastCustomers);
  const result = await resultOf(state, id, { rows, vocabulary, thresholds, found, groups, needed });
  await bringMembers(context, { id, result });
  await state.transaction().execute((tx) => finishRun(tx, id, result, clock.now()));
  await forgetOtherRuns(facts, id);
}

/** Looks for kinds among a sample by the hash of the customer. */
async function search(work: Work, customers: number, least: number): Promise<Found> {
  const { context, rows, vocabulary, now, signal, note } = work;
  const of = Math.max(1, Math.floor(customers / SAMPLE));
  const sample: BehaviourRow[] = [];
  const part = { rest: 0, of };
  for await (const some of behaviour(context.facts, rows, vocabulary, { now, part, signal })) {
    for (const row of some) if (isKnown(row) && sample.length < MOST_POINTS) sample.push(row);
  }
  const leastPoints = Math.max(10, Math.ceil(least / of));
  const progress = async (share: number): Promise<void> => {
    await breathe();
    await note("search", share);
  };
  const measures = measuresOf(vocabulary, rows.asOf);
  return findAmong(sample, measures, { leastPoints, breathe: progress }, seededRandom(1));
}

/** Goes through all customers once: each to their personas, and added up there. */
async function assign(work: Work, found: Found, thresholds: Thresholds, of: number): Promise<Groups> {
  const { context, id, rows, vocabulary, now, signal, note } = work;
  const measures = measuresOf(vocabulary, rows.asOf);
  const active = { from: rows.asOf - rows.windowDays * DAY_MS, asOf: rows.asOf };
  const groups = new Groups(measures, vocabulary, active);
  for (let rest = 0; rest < of; rest += 1) {
    const part = { rest, of };
    for await (const some of behaviour(context.facts, rows, vocabulary, { now, part, signal })) {
      for (let first = 0; first < some.length; first += CHUNK) {
        const members = some.slice(first, first + CHUNK).map((row): Member => {
          const shop = shopPersona(row, thresholds);
          const kind = kindOf(row, found);
          groups.add(row, shop, kind);
          return { id: row.id, shop, found: kind };
        });
        await addMembers(context.state, id, members);
        await note("assign", rest / of);
      }
    }
  }
  return groups;
}

function notesOf(
  { state, clock }: Context,
  id: number,
  signal: AbortSignal,
  cancelled: AbortController,
): Work["note"] {
  let last: { at: number; stage: PersonaRun["stage"] } = { at: Number.NEGATIVE_INFINITY, stage: null };
  return async (stage, share) => {
    signal.throwIfAborted();
    if (stage === last.stage && clock.now() - last.at < NOTE_EVERY) return;
    last = { at: clock.now(), stage };
    if (await noteProgress(state, id, stage, share)) return;
    cancelled.abort();
    signal.throwIfAborted();
  };
}
