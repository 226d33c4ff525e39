/** How customers of a kind and all others differ in a measure, in standard deviations. */
export type Difference = { readonly d: number; readonly from: number; readonly to: number };

/**
 * How far a value is from the mean of all others, in the standard deviations in which the difference d
 * of a group's mean from theirs was told; 0 where there was none.
 */
export function apartFrom(
  value: number,
  { d, mean, others }: { readonly d: number; readonly mean: number; readonly others: number },
): number {
  const pooled = (mean - others) / d;
  return pooled > 0 ? (value - others) / pooled : 0;
}

/** What is known of a measure's values in a group. */
export type Moments = { readonly count: number; readonly mean: number; readonly variance: number };

const Z95 = 1.959964;

/**
 * The standardised difference (Cohen's d, pooled) with its 95 % interval by the large-sample variance
 * of Hedges and Olkin (1985, p. 86); null where a group has fewer than two or nothing varies.
 */
export function standardisedDifference(group: Moments, others: Moments): Difference | null {
  const [n, m] = [group.count, others.count];
  if (n < 2 || m < 2) return null;
  const pooled = Math.sqrt(((n - 1) * group.variance + (m - 1) * others.variance) / (n + m - 2));
  if (!(pooled > 0)) return null;
  const d = (group.mean - others.mean) / pooled;
  const error = Math.sqrt((n + m) / (n * m) + (d * d) / (2 * (n + m)));
  return { d, from: d - Z95 * error, to: d + Z95 * error };
}

/** Mean and variance (over n − 1) of the values that are known. */
export function momentsOf(values: Iterable<number>): Moments {
  let [count, mean, squares] = [0, 0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count += 1;
    const apart = value - mean;
    mean += apart / count;
    squares += apart * (value - mean);
  }
  return { count, mean, variance: count > 1 ? squares / (count - 1) : 0 };
}
