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
  const identities = events.map((event) => identityOf(event, options));
  const { board, owners } = await replayAll(tx, events, identities);
  const { idOf, aliases } = await storeBoard(tx, board, options.clock);
  const unidentified = new Set<HandleId>();
  const handled = events.map((event, index) => {
    const owner = owners[index]!;
    const handleId = asId<HandleId>(idOf(owner.id));
    if (owner.type === "order" || owner.type === "unidentified") unidentified.add(handleId);
    return { ...event, handleId };
  });
  return { events: handled, aliases, unidentified };
}

/** Runs the batch in memory, reads what was found missing, and runs again until nothing is. */
async function replayAll(
  tx: StateTransaction,
  events: readonly TrackedEvent[],
  identities: readonly EventIdentity[],
): Promise<{ board: Board; owners: BoardNode[] }> {
  const loaded: Loaded = { handles: new Map(), evidence: new Map(), profiles: new Map() };
  await loadHandles(tx, loaded, namedIn(events, identities));
  for (;;) {
    const board = new Board(loaded);
    const owners = events.map((event, index) => replayEvent(board, event, identities[index]!));
    const { identifiers, pairs, profiles } = board.missing;
    if (identifiers.size + pairs.size + profiles.size === 0) return { board, owners };
    await loadHandles(tx, loaded, [...identifiers.values()]);
    await loadEvidence(tx, loaded, [...pairs]);
    await loadProfiles(tx, loaded, [...profiles]);
  }
}

function namedIn(events: readonly TrackedEvent[], identities: readonly EventIdentity[]): Identifier[] {
  const named = new Map<string, Identifier>();
  for (const [index, { known, visitors, previous, fallback }] of identities.entries()) {
    const given = [...known, ...visitors, ...previous];
    const user = known[0]?.type === "user_id" && events[index]!.trust === "claimed" ? known[0] : null;
    if (user) given.push({ type: "claimed_user_id", value: user.value });
    if (given.length === 0 || events[index]!.trust === "claimed") given.push(fallback);
    for (const identifier of given) named.set(keyOf(identifier), identifier);
  }
  return [...named.values()];
}
