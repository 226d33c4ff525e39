/**
 * The model of Fellegi and Sunter (1969): how often each level is seen in pairs of one customer (m)
 * and of two (u). Level 0, a missing value, is not part of it and weighs nothing.
 */
export type Chances = {
  /** By field, then by level from 1 (index 0); each field's sum to 1. */
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  /** The share of pairs that are of one customer. */
  readonly prior: number;
};

/** Nothing is impossible: a chance of 0 would make one field decide alone, for ever. */
export const LEAST_CHANCE = 1e-6;

/** Turns counts or chances into chances that sum to 1, none of them 0. */
export function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= 0) return counts.map(() => 1 / counts.length);
  const raised = counts.map((count) => Math.max(count / total, LEAST_CHANCE));
  const sum = raised.reduce((left, right) => left + right, 0);
  return raised.map((share) => share / sum);
}

/** The weight of a level in bits: log2(m / u); 0 for a missing value. */
export function weightOf({ m, u }: Pick<Chances, "m" | "u">, field: number, level: number): number {
  if (level === 0) return 0;
  return Math.log2((m[field]?.[level - 1] ?? 1) / (u[field]?.[level - 1] ?? 1));
}

/** The odds, in bits, that two records drawn at random are one customer. */
export function priorWeight(prior: number): number {
  return Math.log2(prior / (1 - prior));
}

/** A weight in bits, the prior's included, as a chance. */
export function chanceOf(weight: number): number {
  return 1 / (1 + 2 ** -weight);
}
