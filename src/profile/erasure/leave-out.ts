import { countLeftOut } from "../../collect/imports/index.ts";
import { writeRejectedIn } from "../../collect/inbox/index.ts";
import type { Context } from "../../core/context.ts";
import type { TrackedEvent } from "../../core/event.ts";
import { because, toldBecause } from "../../core/reason.ts";
import type { StateTransaction } from "../../core/state.ts";
import {
  findProfile,
  identityOf,
  type Identifier,
  type IdentityOptions,
} from "../../identify/graph/index.ts";
import { hashOf } from "./erased-hash.ts";
import { erasedAmong, latestErasure, secretsOf } from "./erased-queries.ts";
import { uniteErasedOnce } from "./remember.ts";

/**
 * Leaves out what is dated before its customer was erased (a repeated import, a replay of history)
 * and counts it for the import and the source; docs/decisions/0007 says why. Whoever comes back
 * later, with an event of a later date, is welcome as a new customer.
 */
export async function leaveOutErased(
  context: Context,
  tx: StateTransaction,
  events: readonly TrackedEvent[],
  options: IdentityOptions,
): Promise<readonly TrackedEvent[]> {
  await uniteErasedOnce(context);
  const latest = await latestErasure(tx);
  if (latest === null) return events;
  // Live events are dated after every erasure, so they cost no hash.
  const history = events.filter((event) => event.at <= latest || isUndated(event));
  if (history.length === 0) return events;
  const left = await erasedIn(tx, history, options);
  if (left.size === 0) return events;
  await count(tx, [...left]);
  return events.filter((event) => !left.has(event));
}

/** A line of a file that has no date of its own is dated to the import. */
function isUndated({ importId, at, receivedAt }: TrackedEvent): boolean {
  return importId !== null && at >= receivedAt;
}

async function erasedIn(
  tx: StateTransaction,
  history: readonly TrackedEvent[],
  options: IdentityOptions,
): Promise<Set<TrackedEvent>> {
  const secrets = await secretsOf(tx);
  const hashes = new Map<string, Identifier>();
  const named = history.map((event) => {
    const own = ownersOf(event, options).flatMap((one) =>
      secrets.map((secret) => [hashOf(secret, one), one] as const),
    );
    for (const [hash, one] of own) hashes.set(hash, one);
    return { event, own: own.map(([hash]) => hash) };
  });
  const erased = await erasedAmong(tx, [...hashes.keys()]);
  const left = new Set<TrackedEvent>();
  for (const { event, own } of named) {
    for (const hash of own) {
      const at = erased.get(hash);
      if (at === undefined) continue;
      if (event.at <= at || !(await isBack(tx, hashes.get(hash)))) left.add(event);
    }
  }
  return left;
}

/** Whose an event is: the customer it names; where it names none, the browser, else the order. */
function ownersOf(event: TrackedEvent, options: IdentityOptions): Identifier[] {
  const { known, visitors, previous, fallback } = identityOf(event, options);
  const unproved = known.filter(({ type }) => type === "user_id" && event.trust === "claimed");
  const named = [...known, ...unproved.map(({ value }) => ({ type: "claimed_user_id", value })), ...previous];
  if (named.length > 0) return named;
  return visitors.length > 0 ? [...visitors] : [fallback];
}

/** Whether the customer has come back since: then what a file says without a date is about them again. */
async function isBack(tx: StateTransaction, identifier: Identifier | undefined): Promise<boolean> {
  return identifier !== undefined && (await findProfile(tx, identifier.type, identifier.value)) !== null;
}

async function count(tx: StateTransaction, left: readonly TrackedEvent[]): Promise<void> {
  const imports = new Map<NonNullable<TrackedEvent["importId"]>, number>();
  for (const { importId } of left)
    if (importId !== null) imports.set(importId, (imports.get(importId) ?? 0) + 1);
  for (const [importId, events] of imports) await countLeftOut(tx, importId, events);
  const rejected = left.map(({ sourceId, kind, at }) => ({
    sourceId,
    reason: "erased",
    field: null,
    ...toldBecause(because("event.erased")),
    // Nothing of the person: kind and date only.
    excerpt: JSON.stringify({ type: kind, timestamp: new Date(at).toISOString() }),
  }));
  await writeRejectedIn(tx, rejected);
}
