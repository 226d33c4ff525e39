import type { HandledEvent } from "../../core/event.ts";
import type { HandleId } from "../../core/ids.ts";
import { factTime, type TraitRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import { COUNTRY_TRAITS } from "../../identify/graph/index.ts";
import { traitKey, type GivenTrait } from "./given.ts";
import { keptTraits } from "./kept.ts";
import { nameHandles } from "./names-queries.ts";
import { countTraits, loadTraits, storeTraits } from "./queries.ts";
import { supersedes } from "./winner.ts";

/** A handle keeps this many traits; further names stay in the events. */
const MOST_TRAITS = 250;
/** Phone numbers are read by them: they are kept beyond that. */
const ALWAYS: ReadonlySet<string> = new Set(COUNTRY_TRAITS);

/**
 * Keeps the latest value of each trait by handle, and answers with all that was said for the facts.
 * The same value said again counts too: left out, the outcome would hang on the order of arrival.
 * The traits of a group are its account's and are left to the events.
 */
export async function recordTraits(
  tx: StateTransaction,
  events: readonly HandledEvent[],
): Promise<TraitRow[]> {
  const given = events.flatMap(traitsIn);
  if (given.length === 0) return [];
  const stored = await loadTraits(tx, given);
  const counts = await countTraits(
    tx,
    given.filter((trait) => !stored.has(traitKey(trait))),
  );
  const latest = new Map<string, GivenTrait>();
  const said: TraitRow[] = [];
  for (const trait of given) {
    const key = traitKey(trait);
    const present = latest.get(key) ?? stored.get(key);
    if (!present && !makesRoom(counts, trait.handleId) && !ALWAYS.has(trait.name)) continue;
    said.push(rowOf(trait));
    if (!present || supersedes(trait, present)) latest.set(key, trait);
  }
  await storeTraits(tx, [...latest.values()]);
  await nameHandles(tx, [...latest.values()]);
  return said;
}

function makesRoom(counts: Map<HandleId, number>, handle: HandleId): boolean {
  const count = counts.get(handle) ?? 0;
  if (count >= MOST_TRAITS) return false;
  counts.set(handle, count + 1);
  return true;
}

function traitsIn(event: HandledEvent): GivenTrait[] {
  const { handleId, trust, at, messageId, sourceId } = event;
  const said = { handleId, trust, at, messageId, sourceId, importId: event.importId ?? 0 };
  return keptTraits(event).map((kept) => ({ ...said, ...kept }));
}

function rowOf(trait: GivenTrait): TraitRow {
  return {
    handle_id: trait.handleId,
    name: trait.name,
    at: factTime(trait.at),
    value: trait.text,
    source_id: trait.sourceId,
    import_id: trait.importId,
    trust: trait.trust,
    message_id: trait.messageId,
  };
}
