/**
 * The p-values adjusted for how many there are (Benjamini and Hochberg 1995, the step-up): of those
 * up to a level, about that share is chance.
 */
export function adjusted(values: readonly number[]): number[] {
  const order = values
    .map((_, at) => at)
    .toSorted((left, right) => (values[right] ?? 0) - (values[left] ?? 0));
  const found = [...values];
  let least = 1;
  for (const [above, at] of order.entries()) {
    const rank = values.length - above;
    least = Math.min(least, ((values[at] ?? 1) * values.length) / rank);
    found[at] = least;
  }
  return found;
}

/** The chance that a normal deviate lies further from 0 than z, to one part in ten million. */
export function twoSided(z: number): number {
  // The complementary error function by Chebyshev fitting (Press et al. 2007, 6.2.2).
  const x = Math.abs(z) / Math.SQRT2;
  const t = 2 / (2 + x);
  const polynomial = COEFFICIENTS.reduceRight((sum, coefficient) => coefficient + t * sum, 0);
  return Math.min(1, t * Math.exp(-x * x + polynomial));
}

const COEFFICIENTS = [
  -1.265_512_23, 1.000_023_68, 0.374_091_96, 0.096_784_18, -0.186_288_06, 0.278_868_07, -1.135_203_98,
  1.488_515_87, -0.822_152_23, 0.170_872_77,
];
