import type { Random } from "../../../core/random.ts";
import { adjustedRand } from "./adjusted-rand.ts";
import { resample } from "./chance.ts";
import { foundAgain } from "./jaccard.ts";
import { type Clustering, kMeans } from "./k-means.ts";
import { oneCloud } from "./one-cloud.ts";
import { nearest, type Point } from "./points.ts";

/** How one number of kinds fared. */
export type Tried = {
  readonly kinds: number;
  /** Mean adjusted Rand of the grouping and those of its resamples. */
  readonly stability: number;
  /** How much tighter the groups are than in one cloud: the difference of the logarithms of what is left within. */
  readonly tighter: number;
  /** Points of the smallest group. */
  readonly smallest: number;
};

/** Why no kinds are told: too few customers; groups that resamples don't repeat; that one cloud has too; or too small. */
export type NoKinds = "too_few" | "unstable" | "one_cloud" | "too_small";

/** What the engine found. */
export type Kinds =
  | {
      readonly found: true;
      readonly centres: readonly Point[];
      readonly chosen: Tried;
      /** How well each group is found again in resamples: its mean Jaccard similarity (Hennig 2007). */
      readonly again: readonly number[];
      readonly tried: readonly Tried[];
    }
  | { readonly found: false; readonly why: NoKinds; readonly tried: readonly Tried[] };

/** How hard to look. */
export type Search = {
  /** The smallest group that is one, in points of the sample. */
  readonly leastPoints: number;
  readonly most: number;
  readonly starts: number;
  readonly resamples: number;
  readonly clouds: number;
  /** Called between pieces of work of some ten milliseconds, so that whoever shares the thread comes first. */
  readonly breathe: (share: number) => Promise<void>;
};

/** As hard as it takes for the figures to stand. */
export const USUAL_SEARCH = { most: 8, starts: 6, resamples: 12, clouds: 5 } as const;

/** Below this many points the engine says nothing. */
export const LEAST_POINTS = 100;
/** Resamples that agree less than this with the whole don't repeat it ("substantial" of Steinley 2004). */
const LEAST_STABLE = 0.8;
/** Numbers of kinds this close to the steadiest are as steady. */
const AS_STEADY = 0.05;
/** Groups this close to the tightest are as tight: then the fewest. */
const AS_TIGHT = 0.02;
/** Groups that are tighter than in one cloud by less than this could lie in one. */
const LEAST_TIGHTER = 0.05;

/**
 * Looks for kinds among points on one scale. Of the numbers of kinds that resamples repeat, it takes
 * the one whose groups are the tightest against one cloud of the same measures (the gap of Tibshirani,
 * Walther and Hastie 2001, with {@link oneCloud} as reference); and tells none where none is.
 */
export async function findKinds(points: readonly Point[], search: Search, random: Random): Promise<Kinds> {
  if (points.length < Math.max(LEAST_POINTS, 2 * search.leastPoints)) {
    return { found: false, why: "too_few", tried: [] };
  }
  const clouds = Array.from({ length: search.clouds }, () => oneCloud(points, random));
  const tried: Attempt[] = [];
  for (let kinds = 2; kinds <= search.most; kinds += 1) {
    tried.push(await attempt(points, clouds, kinds, search, random));
  }
  const report = tried.map(({ kinds, stability, tighter, smallest }) => ({
    kinds,
    stability,
    tighter,
    smallest,
  }));
  const steadiest = Math.max(...tried.map(({ stability }) => stability));
  const steady = tried.filter(
    ({ stability }) => stability >= LEAST_STABLE && stability >= steadiest - AS_STEADY,
  );
  if (steady.length === 0) return { found: false, why: "unstable", tried: report };
  const told = steady.filter(({ tighter }) => tighter >= LEAST_TIGHTER);
  if (told.length === 0) return { found: false, why: "one_cloud", tried: report };
  const large = told.filter(({ smallest }) => smallest >= search.leastPoints);
  const tightest = Math.max(...large.map(({ tighter }) => tighter));
  const best = large.find(({ tighter }) => tighter >= tightest - AS_TIGHT);
  if (!best) return { found: false, why: "too_small", tried: report };
  const { centres, again, ...chosen } = best;
  return { found: true, centres, chosen, again, tried: report };
}

type Attempt = Tried & { readonly centres: readonly Point[]; readonly again: readonly number[] };

async function attempt(
  points: readonly Point[],
  clouds: readonly (readonly Point[])[],
  kinds: number,
  { most, starts, resamples, breathe }: Search,
  random: Random,
): Promise<Attempt> {
  const done = (part: number): Promise<void> => breathe((kinds - 2 + part) / (most - 1));
  const whole = kMeans(points, kinds, random, starts);
  await done(0.1);
  let agreed = 0;
  const again = Array.from({ length: kinds }, () => 0);
  for (let round = 0; round < resamples; round += 1) {
    const { centres } = kMeans(resample(random, points), kinds, random, Math.ceil(starts / 2));
    const labels = points.map((point) => nearest(point, centres).index);
    agreed += adjustedRand(whole.labels, labels);
    for (const [kind, like] of foundAgain(whole.labels, labels, kinds).entries()) {
      again[kind] = (again[kind] ?? 0) + like / resamples;
    }
    await done(0.1 + (0.6 * (round + 1)) / resamples);
  }
  let within = 0;
  for (const [round, cloud] of clouds.entries()) {
    within += logarithm(kMeans(cloud, kinds, random, Math.ceil(starts / 2)).within);
    await done(0.7 + (0.3 * (round + 1)) / clouds.length);
  }
  return {
    kinds,
    centres: whole.centres,
    again,
    stability: agreed / resamples,
    tighter: within / clouds.length - logarithm(whole.within),
    smallest: smallestOf(whole, kinds),
  };
}

/** Points that lie on their centres leave nothing, which has no logarithm. */
function logarithm(within: number): number {
  return Math.log(Math.max(within, 1e-9));
}

function smallestOf({ labels }: Clustering, kinds: number): number {
  const counts = Array.from({ length: kinds }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return Math.min(...counts);
}
