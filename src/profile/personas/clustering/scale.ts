import { columnOf, type Point } from "./points.ts";

/** How the values of a measure are spread: amounts by ratios, from 0 up; shares from 0 to 1. */
export type Spread = "amount" | "share";

/** A measure of behaviour as the engine takes it. Measures of one group weigh as much together as any other group. */
export type Measure = { readonly name: string; readonly spread: Spread; readonly group: string };

/** How a measure is brought to the same scale as the others. */
export type Scale = {
  readonly spread: Spread;
  readonly centre: number;
  /** 0 where all customers are alike: the measure tells nothing. */
  readonly unit: number;
  readonly weight: number;
};

/** Further from the centre than this, in units, counts as this far: one odd customer makes no kind. */
const FURTHEST = 3;
/** The quartiles of a normal distribution lie so many standard deviations apart (Rousseeuw and Croux 1993). */
const QUARTILES = 1.349;

/** Takes the scales from a sample. A value that is not known (NaN) counts for none. */
export function scalesOf(measures: readonly Measure[], rows: readonly Point[]): Scale[] {
  const centred = measures.map(({ spread }, index) => {
    const known = columnOf(rows, index)
      .filter((value) => !Number.isNaN(value))
      .map((value) => spreadOut(value, spread));
    return { spread, ...(spread === "amount" ? robust(known) : plain(known)) };
  });
  return centred.map((scale, index) => {
    const together = centred.filter(
      ({ unit }, other) => unit > 0 && measures[other]?.group === measures[index]?.group,
    ).length;
    return { ...scale, weight: 1 / Math.sqrt(Math.max(together, 1)) };
  });
}

/** A row on the scales; what is not known stands in the middle, where it pulls to nowhere. */
export function scaled(row: Point, scales: readonly Scale[]): Point {
  return Float64Array.from(scales, ({ spread, centre, unit, weight }, index) => {
    const value = row[index] ?? Number.NaN;
    if (unit === 0 || Number.isNaN(value)) return 0;
    const units = (spreadOut(value, spread) - centre) / unit;
    return Math.min(Math.max(units, -FURTHEST), FURTHEST) * weight;
  });
}

/** Amounts differ by ratios, so by their logarithm. */
export function spreadOut(value: number, spread: Spread): number {
  return spread === "amount" ? Math.log1p(Math.max(value, 0)) : value;
}

/** By the median and the quartiles; where half of all have one value, by the standard deviation. */
function robust(values: Float64Array): { centre: number; unit: number } {
  const sorted = values.toSorted();
  const unit = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / QUARTILES;
  return unit > 0 ? { centre: quantile(sorted, 0.5), unit } : plain(values);
}

function plain(values: Float64Array): { centre: number; unit: number } {
  if (values.length === 0) return { centre: 0, unit: 0 };
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const unit = Math.sqrt(squares / values.length);
  // Rounding leaves a crumb where all are equal.
  return { centre, unit: unit > 1e-9 * Math.max(1, Math.abs(centre)) ? unit : 0 };
}

/** A quantile of sorted values, between neighbours by their weights (Hyndman and Fan's type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}
