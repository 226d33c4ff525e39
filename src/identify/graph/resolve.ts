import type { Clock } from "../../core/clock.ts";
import type { HandledEvent, TrackedEvent } from "../../core/event.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import type { AliasRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import { Board, type BoardNode } from "./board.ts";
import { keyOf, type Identifier } from "./identifier.ts";
import { identityOf, type EventIdentity, type IdentityOptions } from "./identity.ts";
import type { Loaded } from "./loaded.ts";
import { loadEvidence, loadHandles, loadProfiles, lockGraph } from "./queries.ts";
import { replayEvent } from "./replay.ts";
import { storeBoard } from "./store.ts";

/** How to read identifiers, and what time it is. */
export type ResolveOptions = IdentityOptions & { readonly clock: Clock };

/** A batch with the handle of each event, in the same order. */
export type Resolved = {
  readonly events: HandledEvent[];
  /** Handles that merges moved, for the facts. */
  readonly aliases: AliasRow[];
  /** Handles of events that name nobody (orders without a customer among them): never a customer. */
  readonly unidentified: ReadonlySet<HandleId>;
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
  if (events.length === 0) return { events: [], aliases: [], unidentified: new Set() };
  await lockGraph(tx);
  const read = events.map((event): Read => ({ event, identity: identityOf(event, options) }));
  const { board, owned } = await replayAll(tx, read);
  const { idOf, aliases } = await storeBoard(tx, board, options.clock);
  const unidentified = new Set<HandleId>();
  const handled = owned.map(({ event, owner }) => {
    const handleId = asId<HandleId>(idOf(owner.id));
    if (owner.type === "order" || owner.type === "unidentified") unidentified.add(handleId);
    return { ...event, handleId };
  });
  return { events: handled, aliases, unidentified };
}

type Read = { readonly event: TrackedEvent; readonly identity: EventIdentity };
type Owned = { readonly event: TrackedEvent; readonly owner: BoardNode };

/** Runs the batch in memory, reads what was found missing, and runs again until nothing is. */
async function replayAll(
  tx: StateTransaction,
  read: readonly Read[],
): Promise<{ board: Board; owned: Owned[] }> {
  const loaded: Loaded = { handles: new Map(), evidence: new Map(), profiles: new Map() };
  await loadHandles(tx, loaded, namedIn(read));
  for (;;) {
    const board = new Board(loaded);
    const owned = read.map(({ event, identity }) => ({ event, owner: replayEvent(board, event, identity) }));
    const { identifiers, pairs, profiles } = board.missing;
    if (identifiers.size + pairs.size + profiles.size === 0) return { board, owned };
    await loadHandles(tx, loaded, [...identifiers.values()]);
    await loadEvidence(tx, loaded, [...pairs]);
    await loadProfiles(tx, loaded, [...profiles]);
  }
}

function namedIn(read: readonly Read[]): Identifier[] {
  const named = new Map<string, Identifier>();
  for (const { event, identity } of read) {
    const given = [...identity.known, ...identity.visitors, ...identity.previous];
    const [main] = identity.known;
    if (main?.type === "user_id" && event.trust === "claimed" && identity.visitors.length === 0) {
      given.push({ type: "claimed_user_id", value: main.value });
    }
    if (given.length === 0) given.push(identity.fallback);
    for (const identifier of given) named.set(keyOf(identifier), identifier);
  }
  return [...named.values()];
}
