import type { Random } from "../../core/random.ts";
import { findKinds, type Kinds, USUAL_SEARCH } from "./clustering/kinds.ts";
import { nearest, type Point, squaredDistance } from "./clustering/points.ts";
import { type Scale, scaled, scalesOf } from "./clustering/scale.ts";
import type { BehaviourMeasure } from "./measures.ts";
import type { BehaviourRow } from "./queries.ts";

/** Who came less often than this shows no behaviour of their own yet. */
const LEAST_VISITS = 2;

/** What kinds are looked for by, and what was found. */
export type Found = {
  readonly measures: readonly BehaviourMeasure[];
  readonly scales: readonly Scale[];
  readonly kinds: Kinds;
};

/** Whether enough is known of a customer to be of a kind that was found. */
export function isKnown({ visits }: Pick<BehaviourRow, "visits">): boolean {
  return visits >= LEAST_VISITS;
}

/** Looks for kinds among a sample of customers of whom enough is known. */
export async function findAmong(
  sample: readonly BehaviourRow[],
  all: readonly BehaviourMeasure[],
  search: { readonly leastPoints: number; readonly breathe: (share: number) => Promise<void> },
  random: Random,
): Promise<Found> {
  const measures = all.filter(({ tellsKinds }) => tellsKinds);
  const values = sample.map((row) => valuesOf(row, measures));
  const scales = scalesOf(measures, values);
  const points = values.map((row) => scaled(row, scales));
  return { measures, scales, kinds: await findKinds(points, { ...USUAL_SEARCH, ...search }, random) };
}

/** What customers are told apart by: the middles of kinds on the scales of measures; none where none were found. */
export type Grouping = {
  readonly measures: readonly BehaviourMeasure[];
  readonly scales: readonly Scale[];
  readonly centres: readonly Point[];
};

/** The kinds that were found. */
export function groupingOf({ measures, scales, kinds }: Found): Grouping {
  return { measures, scales, centres: kinds.found ? kinds.centres : [] };
}

/** Which of the kinds a customer is of, by their number; null where too little is known, or none were found. */
export function kindOf(row: BehaviourRow, { measures, scales, centres }: Grouping): number | null {
  if (centres.length === 0 || !isKnown(row)) return null;
  return nearest(scaled(valuesOf(row, measures), scales), centres).index;
}

/** How far a customer is from the middle of each kind. */
export function distancesTo(row: BehaviourRow, { measures, scales, centres }: Grouping): number[] {
  const point = scaled(valuesOf(row, measures), scales);
  return centres.map((centre) => Math.sqrt(squaredDistance(point, centre)));
}

function valuesOf(row: BehaviourRow, measures: readonly BehaviourMeasure[]): Point {
  return Float64Array.from(measures, ({ of }) => of(row));
}
