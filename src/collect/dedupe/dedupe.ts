import type { Clock } from "../../core/clock.ts";
import type { TrackedEvent } from "../../core/event.ts";
import type { Facts } from "../../core/facts.ts";
import { factTime } from "../../core/rows.ts";
import type { FactRows } from "../../core/rows.ts";
import { HashSet } from "./filter.ts";
import { showHash, sipHash64 } from "./hash.ts";
import type { Hash } from "./hash.ts";
import { filterSince, storedHashes } from "./queries.ts";

/** Duplicates are found for at least this long; the contract asks for a day. */
export const WINDOW = 8 * 24 * 3600 * 1000;
/** What the contract asks for; within it nothing may be forgotten without an exact look instead. */
const PROMISED = 24 * 3600 * 1000;
/** Messages of one generation of the filter, at most 16 bytes each; two are in memory. */
const GENERATION = 30_000_000;

/** New events, with the rows that will make them known. */
export type Fresh = {
  readonly events: TrackedEvent[];
  readonly message: FactRows["message"];
  /** For the filter, once the batch is resolved. */
  readonly hashes: readonly Hash[];
};

/** Knows which messages came: a filter in memory, and the facts for an exact look on a hit. */
export class Dedupe {
  private readonly facts: Facts;
  private readonly clock: Clock;
  private young: HashSet;
  private old: HashSet = new HashSet();
  /** When the latest message came that no generation holds any more. */
  private forgotten = 0;
  private begun: number;
  /** Resolved, and perhaps not in the facts yet: an exact look would miss them. */
  private readonly underway = new Set<Fresh>();

  private constructor(facts: Facts, clock: Clock, filter: HashSet) {
    this.facts = facts;
    this.clock = clock;
    this.young = filter;
    this.begun = clock.now();
  }

  /** Builds the filter from the facts. Resolved batches must have been inserted before. */
  static async open(facts: Facts, clock: Clock): Promise<Dedupe> {
    return new Dedupe(facts, clock, await filterSince(facts, clock.now() - WINDOW));
  }

  /** Drops what came before, in this batch or in the facts. A step of the pipeline. */
  async dropDuplicates(events: readonly TrackedEvent[]): Promise<Fresh> {
    const fresh = new Map<string, { event: TrackedEvent; hash: Hash }>();
    const suspects: { id: string; hash: string }[] = [];
    const isBlind = this.forgotten > this.clock.now() - PROMISED;
    for (const event of events) {
      const id = messageKey(event);
      if (fresh.has(id)) continue;
      const hash = sipHash64(id);
      fresh.set(id, { event, hash });
      // The same file may be imported again after years: the window says nothing of imports.
      if (isBlind || event.importId !== null || this.young.has(hash) || this.old.has(hash))
        suspects.push({ id, hash: showHash(hash) });
    }
    if (suspects.length > 0) await this.drop(fresh, suspects);
    const kept = [...fresh.values()];
    return {
      events: kept.map(({ event }) => event),
      hashes: kept.map(({ hash }) => hash),
      message: kept.map(({ event, hash }) => ({
        hash: showHash(hash),
        received_at: factTime(event.receivedAt),
        import_id: event.importId ?? 0,
      })),
    };
  }

  private async drop(
    fresh: Map<string, unknown>,
    suspects: readonly { readonly id: string; readonly hash: string }[],
  ): Promise<void> {
    const underway = new Set<string>();
    for (const { message } of this.underway) for (const { hash } of message) underway.add(hash);
    const asked = suspects.map(({ hash }) => hash).filter((hash) => !underway.has(hash));
    const stored = await storedHashes(this.facts, asked);
    for (const { id, hash } of suspects) if (underway.has(hash) || stored.has(hash)) fresh.delete(id);
  }

  /** Makes the messages of a resolved batch known. */
  remember(fresh: Fresh): void {
    this.underway.add(fresh);
    for (const hash of fresh.hashes) this.young.add(hash);
    if (this.young.size < GENERATION) return;
    // Of the generation that goes, the youngest message came when this one began.
    if (this.old.size > 0) this.forgotten = this.begun;
    this.old = this.young;
    this.young = new HashSet();
    this.begun = this.clock.now();
  }

  /** The batch is in the facts, where exact looks find it. */
  forget(fresh: Fresh): void {
    this.underway.delete(fresh);
  }
}

/**
 * What names a message. A public key's messages have names of their own: whoever guesses the id of
 * a server's event and sends it first must not make that event a duplicate. (Ids hold no control
 * characters.)
 */
function messageKey({ messageId, trust }: TrackedEvent): string {
  return trust === "trusted" ? messageId : `claimed\n${messageId}`;
}
