import type { Context } from "../../core/context.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import type { Surroundings } from "../conditions/index.ts";
import type { Kept, KeptRule } from "./kept.ts";
import { listsOf } from "./list-store.ts";
import { membershipsOf, profilesInFacts } from "./membership-queries.ts";
import { movesBetween, type Due, type Move, type MoveCause } from "./moves.ts";
import { standings, type Profiles } from "./standing.ts";

/** Of whom no event is known, their first may be one that no rule looks at: they are looked at again by the time. */
const UNSEEN_AGAIN = 60_000;

/** Whom to look at, by what, and why. */
export type Look = {
  readonly profiles: Profiles;
  /** Numbers that were profiles once and are none now: members of nothing. */
  readonly gone: readonly number[];
  readonly rules: readonly KeptRule[];
  /** Lists by number, with their version. */
  readonly lists: ReadonlyMap<number, number>;
  readonly why: (profile: ProfileId) => MoveCause;
};

/** What was found: who moves, and when to look again. */
export type Found = { readonly moves: Move[]; readonly dues: Due[] };

/** Holds profiles against rules and lists, and finds what differs from where they stand. */
export async function lookAt(
  context: Context,
  look: Look,
  surroundings: Surroundings,
  signal?: AbortSignal,
): Promise<Found> {
  const { profiles, rules, lists, gone } = look;
  const ids = [...profiles.keys()];
  const shall = await standings(context, rules, profiles, { surroundings, ...(signal && { signal }) });
  const onLists = lists.size === 0 ? new Map() : await listsOf(context.state, ids);
  const is = await membershipsOf(context.facts, [...ids, ...gone]);
  const versions = new Map([...rules.map(({ id, version }) => [id, version] as const), ...lists]);
  const nothing = new Set<number>();
  const moves = ids.flatMap((id) => {
    const should = new Set([...(shall.get(id)?.segments ?? []), ...(onLists.get(id) ?? [])]);
    return movesBetween(id, is.get(id) ?? nothing, should, look.why(id), versions);
  });
  const exits = gone.flatMap((id) => {
    const left = new Map([...(is.get(id) ?? [])].map((segment) => [segment, versions.get(segment) ?? 0]));
    return movesBetween(asId<ProfileId>(id), is.get(id) ?? nothing, nothing, "merge", left);
  });
  const { asOf } = surroundings.moment;
  const dues = ids.map((profile) => {
    const found = shall.get(profile);
    return { profile, at: found ? found.until : asOf + UNSEEN_AGAIN };
  });
  return { moves: [...moves, ...exits], dues };
}

/**
 * Parts profiles of which the facts know the same handles as the state from those of which they don't
 * yet: somebody was joined or parted a moment ago.
 */
export async function settledAmong(
  { facts }: Context,
  profiles: Profiles,
): Promise<{ settled: Profiles; unsettled: ProfileId[] }> {
  let unsettled = await differing(facts, profiles);
  if (unsettled.size > 0) {
    await facts.reloadProfiles();
    unsettled = await differing(facts, profiles);
  }
  const settled = new Map([...profiles].filter(([id]) => !unsettled.has(id)));
  return { settled, unsettled: [...unsettled] };
}

async function differing(facts: Context["facts"], profiles: Profiles): Promise<Set<ProfileId>> {
  const moved = await profilesInFacts(facts, [...profiles.values()].flat());
  const known = (handle: HandleId): number => moved.get(handle) ?? handle;
  const differ = [...profiles].filter(([id, handles]) => handles.some((handle) => known(handle) !== id));
  return new Set(differ.map(([id]) => id));
}

/** The segments by whose moves or members other rules go: who moves there has to be looked at again. */
export function askedAbout({ rules }: Kept): Set<number> {
  return new Set(rules.flatMap(({ needs }) => [...needs.moves, ...needs.lists]));
}
