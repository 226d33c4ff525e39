import { setImmediate as breathe } from "node:timers/promises";
import type { Context } from "../../core/context.ts";
import type { CountedRowsNow } from "../../core/counted-rows-port.ts";
import { seededRandom } from "../../core/random.ts";
import { LEAST_POINTS } from "./clustering/kinds.ts";
import { assign } from "./assign.ts";
import { readAccounts } from "./at-accounts.ts";
import type { Persona } from "./contract.ts";
import { detailsOf, type Telling } from "./details.ts";
import type { PersonaDetails } from "./details-contract.ts";
import { endWith } from "./end-with.ts";
import { findAmong, type Found, isKnown } from "./found.ts";
import { measuresOf } from "./measures.ts";
import { modelOf } from "./model.ts";
import type { NoteMoved } from "./moved-store.ts";
import { readVocabulary, sizeUp } from "./moments-queries.ts";
import { behaviour, type BehaviourRow } from "./queries.ts";
import { resultOf } from "./result.ts";
import { beginRun, endRun } from "./runs-store.ts";
import { readPersonaSettings } from "./settings-store.ts";
import { notesOf, type Work } from "./work.ts";

/** Kinds are looked for among about so many customers. */
const SAMPLE = 5000;
/** So many of the sample are enough to look at. */
const MOST_POINTS = 2500;
/** More moments are read in parts, so that memory stays bounded. */
const MOMENTS_AT_ONCE = 20_000_000;
/** A run that failed so often is given up. */
const MOST_ATTEMPTS = 5;

/** Looks for personas and keeps what comes of it in one transaction at the end; a killed run begins again. */
export async function runPersonas(
  context: Context,
  counted: CountedRowsNow,
  run: { readonly id: number; readonly attempts: number },
  signal: AbortSignal,
  noteMoved: NoteMoved,
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
    await findAndStore(context, counted, run.id, { stop, cancelled, noteMoved });
  } catch (failure) {
    // Cancelled, or this process ends: then the run stays as it is, for the next to begin again.
    if (!stop.aborted) throw failure;
  }
}

async function findAndStore(
  context: Context,
  counted: CountedRowsNow,
  id: number,
  { stop, cancelled, noteMoved }: { stop: AbortSignal; cancelled: AbortController; noteMoved: NoteMoved },
): Promise<void> {
  const { facts, state, clock } = context;
  const now = clock.now();
  const rows = await counted(context);
  const size = await sizeUp(facts, rows, now);
  const vocabulary = await readVocabulary(facts, rows, now);
  const note = notesOf(context, id, stop, cancelled);
  const work: Work = { context, id, rows, now, vocabulary, signal: stop, note };
  const settings = await readPersonaSettings(state);
  const { bouncePages, repeatOrders, highOrder, leastCustomers } = settings;
  const thresholds = { bouncePages, repeatOrders, highOrder: highOrder ?? size.medianSingle };
  await note("read", 0.5);
  const found = await search(work, size.customers, leastCustomers);
  const parts = Math.ceil(size.moments / MOMENTS_AT_ONCE) || 1;
  const of = { now, least: leastCustomers, settings: settings.accounts, signal: stop };
  const atAccounts = await readAccounts(context, rows, of);
  const groups = await assign(work, { found, thresholds, atAccounts, parts });
  const needed = Math.max(LEAST_POINTS, 2 * leastCustomers);
  const result = await resultOf(state, id, {
    ...{ rows, vocabulary, thresholds, found, groups, needed },
    accounts: atAccounts && { accounts: atAccounts.accounts, settings: settings.accounts },
  });
  const details = await tell(work, result.personas, { ...settings, parts });
  await endWith(context, { id, result, details, model: modelOf(found, now) }, noteMoved);
}

/** What is told of each persona beyond its figures. */
async function tell(
  { context, id, now, vocabulary, signal, note }: Work,
  personas: readonly Persona[],
  { bouncePages, leastSpeakers, parts }: Pick<Telling, "bouncePages" | "leastSpeakers" | "parts">,
): Promise<Record<string, PersonaDetails>> {
  const { state, facts } = context;
  const told = {
    ...{ state, facts, run: id, now, channels: vocabulary.channels },
    bouncePages,
    leastSpeakers,
  };
  const details = await detailsOf({ ...told, parts, signal, note: () => note("tell", 0) }, personas);
  return Object.fromEntries(
    personas.flatMap((persona) => {
      const one = details(persona);
      return one ? [[persona.id, one]] : [];
    }),
  );
}

/** Looks for kinds among a sample by the hash of the customer. */
async function search(work: Work, customers: number, least: number): Promise<Found> {
  const { context, rows, vocabulary, now, signal, note } = work;
  const of = Math.max(1, Math.floor(customers / SAMPLE));
  const sample: BehaviourRow[] = [];
  const part = { rest: 0, of };
  for await (const some of behaviour(context.facts, rows, vocabulary, { now, part, signal })) {
    for (const row of some) if (isKnown(row)) sample.push(row);
  }
  // The engine's order of rows is any; that of their numbers scattered is always the same, and favours nobody.
  const scattered = ({ id }: BehaviourRow): number => Math.imul(Number(id), 0x9e3779b1) >>> 0;
  const points = sample.toSorted((a, b) => scattered(a) - scattered(b) || Number(a.id) - Number(b.id));
  const leastPoints = Math.max(10, Math.ceil(least / of));
  const progress = async (share: number): Promise<void> => {
    await breathe();
    await note("search", share);
  };
  const measures = measuresOf(vocabulary, rows.asOf);
  return findAmong(
    points.slice(0, MOST_POINTS),
    measures,
    { leastPoints, breathe: progress },
    seededRandom(1),
  );
}
