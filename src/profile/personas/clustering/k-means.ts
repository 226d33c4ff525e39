import type { Random } from "../../../core/random.ts";
import { below } from "./chance.ts";
import { nearest, type Point, squaredDistance } from "./points.ts";

/** Groups of points: their centres, each point's group, and what squared distance is left within. */
export type Clustering = {
  readonly centres: readonly Point[];
  readonly labels: Int32Array;
  readonly within: number;
};

const NOWHERE: Point = new Float64Array();
const MOST_ROUNDS = 60;
/** A round that betters the rest by no more than this share is the last. */
const STILL = 1e-5;

/** The best of several starts of Lloyd's k-means, each seeded by k-means++ (Arthur and Vassilvitskii 2007). */
export function kMeans(points: readonly Point[], k: number, random: Random, starts: number): Clustering {
  let best: Clustering | null = null;
  for (let start = 0; start < starts; start += 1) {
    const found = lloyd(points, seeds(points, k, random));
    if (best === null || found.within < best.within) best = found;
  }
  if (best === null) throw new RangeError("k-means needs a start");
  return best;
}

/** k-means++: each next centre with a chance in proportion to its squared distance from those there are. */
function seeds(points: readonly Point[], k: number, random: Random): Point[] {
  const first = points[below(random, points.length)];
  if (first === undefined || k > points.length) throw new RangeError("fewer points than groups");
  const centres = [first];
  const left = Float64Array.from(points, (point) => squaredDistance(point, first));
  while (centres.length < k) {
    const next = points[drawn(left, random)] ?? first;
    centres.push(next);
    for (let index = 0; index < points.length; index += 1) {
      left[index] = Math.min(left[index] ?? 0, squaredDistance(points[index] ?? NOWHERE, next));
    }
  }
  return centres;
}

function drawn(weights: Float64Array, random: Random): number {
  let rest = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return index;
  }
  // All points lie on the centres there are: any will do.
  return below(random, weights.length);
}

function lloyd(points: readonly Point[], from: readonly Point[]): Clustering {
  let centres = from;
  const labels = new Int32Array(points.length);
  let within = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = within;
    within = 0;
    for (let at = 0; at < points.length; at += 1) {
      const { index, squared } = nearest(points[at] ?? NOWHERE, centres);
      labels[at] = index;
      within += squared;
    }
    if (before - within <= STILL * within) break;
    centres = means(points, labels, centres);
  }
  return { centres, labels, within };
}

/** The mean of each group; a group that lost all its points stays where it is. */
function means(points: readonly Point[], labels: Int32Array, before: readonly Point[]): Point[] {
  const sums = before.map((centre) => new Float64Array(centre.length));
  const counts = before.map(() => 0);
  for (let at = 0; at < points.length; at += 1) {
    const [point, label] = [points[at] ?? NOWHERE, labels[at] ?? 0];
    counts[label] = (counts[label] ?? 0) + 1;
    const sum = sums[label] ?? NOWHERE;
    for (let measure = 0; measure < point.length; measure += 1) {
      sum[measure] = (sum[measure] ?? 0) + (point[measure] ?? 0);
    }
  }
  return sums.map((sum, label) => {
    const count = counts[label] ?? 0;
    return count === 0 ? (before[label] ?? sum) : sum.map((value) => value / count);
  });
}
