import type { Context } from "../../core/context.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import type { ProfileRecord, ProfileRecords } from "../../core/records-port.ts";
import type { State } from "../../core/state.ts";
import { profilesOf } from "../graph/index.ts";
import { matchArriving, rememberRecords, storedKnown } from "../matching/index.ts";
import type { Arriving, Known, Likeness } from "../matching/index.ts";
import { dropArrivals, dropPairsOf, nextArrivals, type Arrivals } from "./arrivals-store.ts";
import { LEAST_CHANCE, valuesOf } from "./fields.ts";
import { partsOf } from "./found.ts";
import { storePairs, type NewPair } from "./pairs-store.ts";
import { lastModel } from "./runs-store.ts";
import { readMatchSettings } from "./settings-store.ts";

/** Customers matched at once. */
const BATCH = 200;

/**
 * Matches customers who came or changed since the last run by the model that it learned; their
 * pairs are that run's. Killed, it begins the batch again.
 */
export async function matchArrivals(
  context: Context,
  records: ProfileRecords,
  signal: AbortSignal,
): Promise<void> {
  const { state } = context;
  for (
    let arrivals = await nextArrivals(state, BATCH);
    arrivals && !signal.aborted;
    arrivals = await nextArrivals(state, BATCH)
  ) {
    const [known, last] = [await storedKnown(state), await lastModel(state)];
    if (known && last) await matchBatch(state, records, arrivals, known, last.id);
    else await dropArrivals(state, arrivals.turn);
  }
}

async function matchBatch(
  state: State,
  records: ProfileRecords,
  { profiles, turn }: Arrivals,
  known: Known,
  runId: number,
): Promise<void> {
  const found = [...(await records.of(state, profiles)).values()];
  const pairs = await pairsWith(state, known, found);
  await state.transaction().execute(async (tx) => {
    await dropPairsOf(tx, profiles);
    await storePairs(tx, runId, pairs);
    await dropArrivals(tx, turn);
  });
}

async function pairsWith(state: State, known: Known, found: readonly ProfileRecord[]): Promise<NewPair[]> {
  const { upper } = await readMatchSettings(state);
  const arriving = found.map(arrivingOf);
  await rememberRecords(state, known, arriving);
  const likenesses = await matchArriving(state, known, arriving, LEAST_CHANCE);
  const profiles = await profilesOf(
    state,
    likenesses.flat().map(({ handleId }) => handleId),
  );
  const pairs = likenesses.flatMap((likes, index) => {
    const self = found[index]?.id;
    const others = bestByProfile(likes, profiles).filter(({ other }) => other !== self);
    // Without the pairs around it, one is agreed on where it is the only one that likely is.
    const agreed = others.filter(({ chance }) => chance >= upper).length === 1;
    return self === undefined ? [] : others.map((like) => pairOf(self, like, agreed && like.chance >= upper));
  });
  // Of two that arrive at once each finds the other.
  return [...new Map(pairs.map((pair) => [`${pair.a} ${pair.b}`, pair])).values()];
}

type Like = Likeness & { readonly other: ProfileId };

/** The strongest likeness of each profile: one that was joined is kept as several records. */
function bestByProfile(likes: readonly Likeness[], profiles: ReadonlyMap<HandleId, ProfileId>): Like[] {
  const best = new Map<ProfileId, Like>();
  for (const like of likes) {
    const other = profiles.get(like.handleId);
    if (other !== undefined && !best.has(other)) best.set(other, { ...like, other });
  }
  return [...best.values()];
}

function pairOf(self: ProfileId, { other, weight, chance, levels, weights }: Like, agreed: boolean): NewPair {
  const [a, b] = self < other ? [self, other] : [other, self];
  return { a, b, weight, chance, parts: partsOf({ levels, weights }), agreed };
}

/** A profile as the record of the handle that it is numbered by. */
export function arrivingOf(record: ProfileRecord): Arriving {
  return { handleId: asId<HandleId>(record.id), values: valuesOf(record) };
}
