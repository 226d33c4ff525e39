import type { ProfileId } from "../../core/ids.ts";
import type { Moved } from "../graph/index.ts";

/** Profiles that moves touch together: as they were, and as they are after. */
export type Group = { readonly before: readonly ProfileId[]; readonly after: readonly ProfileId[] };

/** What moved handles say of profiles. A handle that moves twice counts by where it began and where it ended. */
export function groupsOf(moved: readonly Moved[]): Group[] {
  const whole = new Map<number, Moved>();
  for (const one of moved) {
    whole.set(one.handle, { ...one, from: whole.get(one.handle)?.from ?? one.from });
  }
  const moves = [...whole.values()].filter(({ from, to }) => from !== to);
  // A profile's id is the id of its smallest handle: where that one is, the profile was, or still is.
  const now = (profile: ProfileId) => whole.get(profile)?.to ?? profile;
  const was = (profile: ProfileId) => whole.get(profile)?.from ?? profile;
  const pairs = moves.flatMap(({ from, to }) => [
    [from, to] as const,
    [from, now(from)] as const,
    [was(to), to] as const,
  ]);
  return clustered(pairs);
}

/** Puts pairs of a profile before and one after together, where they share either. */
function clustered(pairs: readonly (readonly [ProfileId, ProfileId])[]): Group[] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    return at;
  };
  for (const [before, after] of pairs) {
    const [one, other] = [root(`b${before}`), root(`a${after}`)];
    if (one !== other) parent.set(one, other);
  }
  const groups = Map.groupBy(pairs, ([before]) => root(`b${before}`));
  return [...groups.values()].map((group) => ({
    before: inOrder(group.map(([before]) => before)),
    after: inOrder(group.map(([, after]) => after)),
  }));
}

function inOrder(profiles: readonly ProfileId[]): ProfileId[] {
  return [...new Set(profiles)].toSorted((left, right) => left - right);
}

/** Counts what the moves did to profiles. */
export function countsOf(groups: readonly Group[]): {
  split: number;
  merged: number;
  before: number;
  after: number;
} {
  const sum = (of: (group: Group) => number) => groups.reduce((total, group) => total + of(group), 0);
  return {
    split: sum(({ before, after }) => (after.length > 1 ? before.length : 0)),
    merged: sum(({ before }) => (before.length > 1 ? before.length : 0)),
    before: sum(({ before }) => before.length),
    after: sum(({ after }) => after.length),
  };
}
