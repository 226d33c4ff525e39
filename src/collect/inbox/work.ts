import type { Context } from "../../core/context.ts";
import type { TrackedEvent } from "../../core/event.ts";
import { Problem } from "../../core/problem.ts";
import { because, toldBecause } from "../../core/reason.ts";
import type { FactRows } from "../../core/rows.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { countActivity } from "./activity.ts";
import { linesOf } from "./batch.ts";
import { claimNext, takeOut } from "./claim.ts";
import type { Claim } from "./claim.ts";
import { writeRejectedIn } from "./rejected.ts";
import { finishResolved, insertResolved, isTransient, nextResolved, storeResolved } from "./resolved.ts";
import type { ResolvedBatch } from "./resolved.ts";

/** What a batch becomes. */
export type Outcome = {
  readonly rows: FactRows;
  /** Runs once it is sure that it became so. */
  readonly remember: () => void;
  /** Runs once its rows are in the facts. */
  readonly forget: () => void;
};

/** The steps of the pipeline, as the worker calls them. */
export type Pipeline = {
  /**
   * Runs in transaction 1: its changes to the state and the stored rows are one. The batch before
   * may still be on its way into the facts; `settled` waits for it.
   */
  resolve(
    tx: StateTransaction,
    events: readonly TrackedEvent[],
    settled: () => Promise<void>,
  ): Promise<Outcome>;
  /** After a batch is in the facts. */
  inserted(tables: readonly string[]): Promise<void>;
};

/** Where a kill may strike; tests do. */
export type Stage = "claimed" | "resolved" | "inserted" | "finished";

/** Events of one batch: large enough for the facts, small enough to be seen within a second. */
export const BATCH = 10_000;
/** Tries of a single event before it is taken for poison. */
const TRIES = 3;
/** So many in a row cannot be poison: the mistake is ours, and events wait until it is mended. */
const MOST_POISON = 20;
/** Stores where that happened; until a batch succeeds no further event is given up. */
const stuck = new WeakSet<State>();

type Resolved = { readonly batch: ResolvedBatch; readonly outcome: Outcome };

/** Works the inbox off, batch after batch, in its order. One at a time: see `lock.ts`. */
export class Worker {
  private readonly context: Context;
  private readonly pipeline: Pipeline;
  private readonly reached: (stage: Stage) => void;
  /** Halved when a batch throws, until the one event that does it stands alone. */
  private size = BATCH;
  private tries = 0;
  private poison: number;
  /** The insert of the batch before, which the next one is resolved beside. */
  private inserting: Promise<void> = Promise.resolve();

  constructor(context: Context, pipeline: Pipeline, reached: (stage: Stage) => void = () => undefined) {
    this.context = context;
    this.pipeline = pipeline;
    this.reached = reached;
    this.poison = stuck.has(context.state) ? MOST_POISON : 0;
  }

  /** Inserts what a process before this one resolved. Must come before duplicates are looked for. */
  static async recover(context: Context): Promise<void> {
    for (let batch = await nextResolved(context); batch; batch = await nextResolved(context)) {
      await insertResolved(context, batch);
      await finishResolved(context, batch);
    }
  }

  /**
   * Does the next batch, read over the connection that holds the lock; how many events were read,
   * 0 where none waits.
   * @throws Problem where a store is away; calling again goes on where it stopped.
   */
  async next(locked: State): Promise<number> {
    try {
      const claim = await claimNext(locked, this.size);
      if (!claim) {
        await this.inserting;
        return 0;
      }
      this.reached("claimed");
      const resolved = await this.resolveOrShrink(claim);
      if (!resolved) return claim.events.length;
      this.reached("resolved");
      await this.inserting;
      this.inserting = this.insertAndFinish(resolved);
      // Whoever awaits it next hears of a failure; until then it must not count as unheard.
      this.inserting.catch(() => undefined);
      return claim.events.length;
    } catch (failure) {
      await this.inserting.catch(() => undefined);
      throw failure;
    }
  }

  /** Waits for the insert under way. */
  settled(): Promise<void> {
    return this.inserting;
  }

  private async resolveOrShrink(claim: Claim): Promise<Resolved | null> {
    const count = Math.min(this.size, claim.events.length);
    try {
      const batch = await this.resolve(claim, count);
      this.size = Math.min(BATCH, this.size * 2);
      this.tries = 0;
      return batch;
    } catch (failure) {
      if (failure instanceof Problem && isTransient(failure)) throw failure;
      this.context.log.error({ events: count, failure: describe(failure) }, "a batch could not be resolved");
      if (count > 1) this.size = Math.ceil(count / 2);
      else await this.suspect(claim, failure);
      return null;
    }
  }

  private async resolve(claim: Claim, count: number): Promise<Resolved> {
    const events = claim.events.slice(0, count);
    const resolved = await this.context.state.transaction().execute(async (tx) => {
      await takeOut(tx, claim, count);
      const outcome = await this.pipeline.resolve(tx, events, () => this.inserting);
      await countActivity(tx, events);
      return { outcome, batch: await storeResolved(tx, count, linesOf(outcome.rows)) };
    });
    resolved.outcome.remember();
    this.poison = 0;
    stuck.delete(this.context.state);
    return resolved;
  }

  // A deadlock or the like passes at the next try; what fails time and again goes to the log of
  // rejected events, and the rest goes on.
  private async suspect(claim: Claim, failure: unknown): Promise<void> {
    this.tries += 1;
    const [event] = claim.events;
    if (this.tries < TRIES || !event) return;
    this.tries = 0;
    this.poison += 1;
    if (this.poison > MOST_POISON) {
      stuck.add(this.context.state);
      const message = "Events can't be worked off; they wait in the inbox.";
      throw new Problem("unavailable", message, { retryAfter: 10, cause: failure });
    }
    await this.context.state.transaction().execute(async (tx) => {
      await takeOut(tx, claim, 1);
      const rejected = {
        sourceId: event.sourceId,
        reason: "failed",
        field: null,
        ...toldBecause(because("event.not_worked_off", { failure: describe(failure) })),
        excerpt: JSON.stringify(event).slice(0, 1000),
      };
      await writeRejectedIn(tx, [rejected]);
    });
  }

  private async insertAndFinish({ batch, outcome }: Resolved): Promise<void> {
    await insertResolved(this.context, batch);
    outcome.forget();
    this.reached("inserted");
    await this.pipeline.inserted(batch.tables.map(({ table }) => table));
    await finishResolved(this.context, batch);
    this.reached("finished");
  }
}

// The name only: messages of drivers quote values, which may be personal.
function describe(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure;
  return "code" in failure && typeof failure.code === "string"
    ? `${failure.name} ${failure.code}`
    : failure.name;
}
