import { wilson } from "../../core/wilson.ts";

/** So many of so many. */
export type Part = { readonly hits: number; readonly of: number };

/**
 * The 95 % interval of the difference of two independent shares (Newcombe 1998, Statistics in Medicine
 * 17, method 10: from Wilson's interval of each); of nothing known it is everything.
 */
export function shareDifference(one: Part, other: Part): { low: number; high: number } {
  if (one.of === 0 || other.of === 0) return { low: -1, high: 1 };
  const [p, q] = [one.hits / one.of, other.hits / other.of];
  const [own, others] = [wilson(p, one.of), wilson(q, other.of)];
  return {
    low: p - q - Math.hypot(p - own.low, others.high - q),
    high: p - q + Math.hypot(own.high - p, q - others.low),
  };
}
