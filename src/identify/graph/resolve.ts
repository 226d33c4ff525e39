import type { Clock } from "../../core/clock.ts";
import type { HandledEvent, TrackedEvent } from "../../core/event.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import type { AliasRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { TraitWords } from "../../core/trait-words-port.ts";
import { readyRules, type Rules } from "../rules/index.ts";
import type { BoardNode } from "./board-parts.ts";
import { Board } from "./board.ts";
import type { IdOf } from "./handle-store.ts";
import { keyOf, type Identifier } from "./identifier.ts";
import { identityOf, type EventIdentity, type IdentityOptions } from "./identity.ts";
import { nothingLoaded, type Loaded } from "./loaded.ts";
import { countChanges, loadEvidence, loadHandles, loadProfiles, lockGraph } from "./queries.ts";
import { Countries } from "./profile-country.ts";
import { replayEvent } from "./replay.ts";
import { Returning, signatureOf } from "./returning.ts";
import { storeBoard } from "./store.ts";

/** How to read identifiers, and what time it is. The rules are those that hold under the graph's lock. */
export type ResolveOptions = Omit<IdentityOptions, "rules" | "countryOfCustomer"> & {
  readonly clock: Clock;
  /** What the batches before taught; theirs alone who holds the worker's lock. */
  readonly returning?: Returning;
  /** What is known of customers' countries; absent: nothing. */
  readonly traits?: TraitWords;
};

/** A batch with the handle of each event, in the same order. */
export type Resolved = {
  readonly events: HandledEvent[];
  /** Handles that merges moved, for the facts. */
  readonly aliases: AliasRow[];
  /** Handles of events that name nobody (orders without a customer among them): never a customer. */
  readonly unidentified: ReadonlySet<HandleId>;
  /** Tells {@link ResolveOptions.returning} of this batch; to be called once it is committed. */
  readonly remember: () => void;
};

/**
 * Finds or makes the handle of each event, weighs what the events say of who is who, and moves
 * handles to the profiles that follow. The events take effect one after the other, so any
 * batching of the same events gives the same profiles.
 */
export async function resolveIdentities(
  tx: StateTransaction,
  events: readonly TrackedEvent[],
  options: ResolveOptions,
): Promise<Resolved> {
  if (events.length === 0) {
    return { events: [], aliases: [], unidentified: new Set(), remember: () => undefined };
  }
  await lockGraph(tx);
  const rules = await readyRules(tx);
  const returning = options.returning ?? new Returning();
  returning.standAt(`${await countChanges(tx)} ${options.defaultCountry ?? ""}`);
  const batch = events.map((event) => read(event, returning, rules));
  const board = await replayAll(tx, batch, { ...options, rules });
  const { idOf, aliases } = await storeBoard(tx, board, options.clock, lastHeard(events));
  const unidentified = new Set<HandleId>();
  const handled = batch.map((one) => {
    const handleId = one.entry?.owner ?? asId<HandleId>(idOf(ownerOf(one).id));
    if (isNobody(one.owner)) unidentified.add(handleId);
    return { ...one.event, handleId };
  });
  return { events: handled, aliases, unidentified, remember: () => remember(returning, board, idOf) };
}

/** What the batch made known was known when the last of it was received, be it history told anew. */
function lastHeard(events: readonly TrackedEvent[]): number {
  return events.reduce((last, event) => Math.max(last, event.receivedAt), 0);
}

/** One event of the batch: either an entry says whose it is, or it is replayed. */
type Read = {
  readonly event: TrackedEvent;
  readonly key: string | null;
  entry: ReturnType<Returning["find"]>;
  identity: EventIdentity | null;
  owner: BoardNode | null;
};

function read(event: TrackedEvent, returning: Returning, rules: Rules): Read {
  const key = signatureOf(event, rules);
  return { event, key, entry: key === null ? null : returning.find(key, event), identity: null, owner: null };
}

function ownerOf({ owner }: Read): BoardNode {
  if (!owner) throw new Error("an event was not replayed");
  return owner;
}

function isNobody(owner: BoardNode | null): boolean {
  return owner?.type === "order" || owner?.type === "unidentified";
}

function remember(returning: Returning, board: Board, idOf: IdOf): void {
  returning.learn([...board.trace.changedHandles()].map(idOf), board.trace.quiet(idOf));
}

/** Runs the batch in memory, reads what was found missing, and runs again until nothing is. */
async function replayAll(
  tx: StateTransaction,
  batch: readonly Read[],
  options: IdentityOptions & { readonly rules: Rules; readonly traits?: TraitWords },
): Promise<Board> {
  const loaded = nothingLoaded();
  for (;;) {
    await loadHandles(tx, loaded, namedIn(identified(batch, options), loaded));
    const board = new Board(loaded, options.rules);
    const countries = new Countries(loaded.words, options.traits);
    for (const one of batch) replay(board, countries, one, options);
    const { identifiers, pairs, profiles } = board.missing;
    if (identifiers.size + pairs.size + profiles.size + countries.missing.size === 0) {
      if (!reopen(batch, board)) return board;
      continue;
    }
    await loadHandles(tx, loaded, [...identifiers.values()]);
    await loadEvidence(tx, loaded, [...pairs]);
    await loadProfiles(tx, loaded, [...profiles]);
    await countries.load(tx);
  }
}

function replay(board: Board, countries: Countries, one: Read, options: IdentityOptions): void {
  const { event, entry } = one;
  if (one.identity && !entry) {
    board.trace.begin(event);
    const country = one.identity.isNational ? countries.named(board, one.identity) : null;
    const identity =
      country === null ? one.identity : identityOf(event, { ...options, countryOfCustomer: country });
    one.owner = replayEvent(board, event, identity);
    board.trace.end(one.key, one.owner);
  }
  const handle = entry?.owner ?? one.owner?.id;
  if (handle !== undefined) countries.note(handle, event);
}

/**
 * An entry says what held before this batch. Where the batch changed a handle of it, the event has
 * to take its turn; tells whether any has.
 */
function reopen(batch: readonly Read[], board: Board): boolean {
  const changed = new Set(board.trace.changedHandles());
  if (changed.size === 0) return false;
  let isReopened = false;
  for (const one of batch) {
    if (!one.entry?.handles.some(({ id }) => changed.has(id))) continue;
    one.entry = null;
    isReopened = true;
  }
  return isReopened;
}

/** Those that have to be replayed, and whose identifiers weren't read yet. */
function identified(batch: readonly Read[], options: IdentityOptions): Read[] {
  const unread = batch.filter((one) => !one.entry && !one.identity);
  for (const one of unread) one.identity = identityOf(one.event, options);
  return unread;
}

function namedIn(batch: readonly Read[], loaded: Loaded): Identifier[] {
  const named = new Map<string, Identifier>();
  for (const { event, identity } of batch) {
    if (!identity) continue;
    const mailboxes = identity.mailboxes.map(({ mailbox }) => mailbox);
    const given = [...identity.known, ...mailboxes, ...identity.visitors, ...identity.previous];
    const [main] = identity.known;
    if (main?.type === "user_id" && event.trust === "claimed" && identity.visitors.length === 0) {
      given.push({ type: "claimed_user_id", value: main.value });
    }
    if (given.length === 0) given.push(identity.fallback);
    for (const identifier of given) {
      const key = keyOf(identifier);
      if (!loaded.handles.has(key)) named.set(key, identifier);
    }
  }
  return [...named.values()];
}
