/**
 * The way of an event from the inbox to the facts, batch by batch: the list of steps, and the job
 * of the worker that runs them.
 */
import { Dedupe } from "./collect/dedupe/index.ts";
import { eventRows } from "./collect/enrich/index.ts";
import { Worker, asOnlyWorker, inboxBacklog, inboxWake, reportEmpty } from "./collect/inbox/index.ts";
import type { Outcome, Pipeline, Stage } from "./collect/inbox/index.ts";
import { ordersOf } from "./collect/orders/index.ts";
import { sourcesForWork } from "./collect/sources/index.ts";
import type { Job } from "./core/capability.ts";
import type { Context } from "./core/context.ts";
import type { TrackedEvent } from "./core/event.ts";
import type { SourceId } from "./core/ids.ts";
import { Problem } from "./core/problem.ts";
import type { State, StateTransaction } from "./core/state.ts";
import { rest } from "./core/wake.ts";
import { Returning, resolveIdentities } from "./identify/graph/index.ts";
import { noteArrivals } from "./identify/matches/index.ts";
import { readyRules } from "./identify/rules/index.ts";
import { fillConsents, recordConsent } from "./profile/consent/index.ts";
import { leaveOutErased } from "./profile/erasure/index.ts";
import { Touching } from "./profile/segments/index.ts";
import { comparedHandles, recordTraits, traitWords } from "./profile/traits/index.ts";
import { readSettings } from "./workspace/settings/index.ts";
import { figures } from "./figures.ts";
import { Merges } from "./merges.ts";

/** What the only worker keeps in memory from batch to batch. */
type Memory = { readonly dedupe: Dedupe; readonly returning: Returning; readonly touching: Touching };

/** The steps, in their order. All state that they change is one transaction. */
async function resolveBatch(
  context: Context,
  { dedupe, returning, touching }: Memory,
  tx: StateTransaction,
  batch: readonly TrackedEvent[],
  settled: () => Promise<void>,
): Promise<Outcome> {
  const { defaultCountry, rules, shopOf, secretOf } = await settingsOfBatch(tx);
  const wanted = await leaveOutErased(context, tx, batch, { defaultCountry, rules, shopOf });
  const fresh = await dedupe.dropDuplicates(wanted);
  const who = await resolveIdentities(tx, fresh.events, {
    clock: context.clock,
    defaultCountry,
    secretOf,
    shopOf,
    returning,
    traits: traitWords,
  });
  const trait = await recordTraits(tx, who.events);
  await noteArrivals(tx, comparedHandles(trait));
  const consent = await recordConsent(tx, who.events);
  const { unidentified } = who;
  const orders = await ordersOf(who.events, { tx, facts: context.facts, settled, shopOf, unidentified });
  await touching.note(tx, { events: who.events, ...orders, trait, consent });
  const event = eventRows(who.events, shopOf);
  return {
    rows: { event, ...orders, trait, consent, message: fresh.message, alias: who.aliases },
    remember: () => {
      dedupe.remember(fresh);
      who.remember();
    },
    forget: () => dedupe.forget(fresh),
  };
}

async function settingsOfBatch(tx: StateTransaction) {
  const { country } = await readSettings(tx);
  const sources = await sourcesForWork(tx);
  return {
    ...{ defaultCountry: country, rules: await readyRules(tx) },
    shopOf: (source: SourceId) => sources.get(source)?.shop ?? "main",
    secretOf: (source: SourceId) => sources.get(source)?.secret ?? null,
  };
}

/** How often to look for what other processes put into the inbox. */
const LOOK_EVERY = 200;
/** How often to try for the lock that another worker holds. */
const TRY_EVERY = 1000;
const MOST_BACK_OFF = 10_000;
/**
 * A batch costs the stores about as much with one event as with a thousand: after a small one the
 * next is left to grow until so many milliseconds after the last began. What comes alone is not held up.
 */
const GATHER = 250;
const FULL = 2_500;

/** Opens the pipeline: what an ended process resolved is inserted, then duplicates can be known. */
async function openPipeline(context: Context, reached?: (stage: Stage) => void) {
  await Worker.recover(context);
  await fillConsents(context);
  const merges = new Merges(context);
  const dedupe = await Dedupe.open(context.facts, context.clock);
  const memory = { dedupe, returning: new Returning(), touching: new Touching(figures.names) };
  const pipeline: Pipeline = {
    resolve: (tx, events, settled) => resolveBatch(context, memory, tx, events, settled),
    inserted: (tables) => {
      merges.noteInserted(tables);
      return merges.reloadWhenDue();
    },
  };
  return { worker: new Worker(context, pipeline, reached), merges };
}

async function workUntilAborted(
  context: Context,
  locked: State,
  signal: AbortSignal,
  worked: () => void,
): Promise<void> {
  const { worker, merges } = await openPipeline(context);
  context.log.info({}, "the worker is at work");
  while (!signal.aborted) {
    const woken = inboxWake.woken();
    const began = performance.now();
    const events = await worker.next(locked);
    worked();
    if (events >= FULL) continue;
    if (events > 0) {
      await rest(GATHER - (performance.now() - began), signal);
      continue;
    }
    reportEmpty(context);
    await merges.reloadWhenDue();
    await rest(LOOK_EVERY, signal, woken);
  }
  await worker.settled();
  await merges.reload();
}

/** Works the inbox off for as long as the process runs; one process at a time. */
export const processInbox: Job = {
  name: "process-inbox",
  async run(context, signal) {
    let backOff = 0;
    while (!signal.aborted) {
      try {
        const isDone = await asOnlyWorker(context.state, async (locked) => {
          await workUntilAborted(context, locked, signal, () => {
            backOff = 0;
          });
          return true;
        });
        if (isDone === null) await rest(TRY_EVERY, signal);
      } catch (failure) {
        // A store is away, or there is a mistake of ours: either way what waits stays in the inbox.
        const code = failure instanceof Problem ? failure.code : "unexpected";
        context.log.error(
          { code, failure: failure instanceof Error ? failure.name : "" },
          "the worker stopped",
        );
        backOff = Math.min(MOST_BACK_OFF, Math.max(250, backOff * 2));
        await rest(backOff, signal);
      }
    }
  },
};

/**
 * Works the inbox off until it is empty, or waits while another worker does; for tests and the
 * command line. `reached` is told of each stage, and may throw as a kill would.
 */
export async function drainInbox(context: Context, reached?: (stage: Stage) => void): Promise<void> {
  const drain = async (locked: State): Promise<true> => {
    const { worker, merges } = await openPipeline(context, reached);
    while (await worker.next(locked));
    await merges.reload();
    return true;
  };
  while (!(await asOnlyWorker(context.state, drain))) {
    await rest(50);
    if ((await inboxBacklog(context.state)).rows === 0) return;
  }
}
