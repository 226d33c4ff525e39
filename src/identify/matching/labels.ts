import { chanceOf, priorWeight, shares, weightOf } from "./model.ts";
import type { Model } from "./train.ts";

/** A pair of which a person said whether it is one customer; its levels field by field, 0 where nothing is known. */
export type Label = { readonly levels: readonly number[]; readonly same: boolean };

/** However many pairs taught a field's m: answers weigh as if they were no more than so many. */
const MOST_MASS = 200;

/** One training moves a level's m or u by at most this factor (two bits), whatever is said. */
const FURTHEST = 4;

/**
 * Corrects a model by what people said, as EM with some pairs labelled does (Nigam et al. 2000): a
 * labelled pair counts as what it is (y, 1 or 0), no longer as what the model expected (p). So of
 * every level l of a field m(l) ∝ M · m(l) + Σ (y − p), and u(l) ∝ U · u(l) − Σ (y − p), over the
 * labelled pairs that have it; M is the pairs of one customer that taught the field, 200 at most, U
 * the random pairs. A model that foretold what was said stays as it is, whichever pairs were asked.
 */
export function corrected(model: Model, labels: readonly Label[], randomPairs: number): Model {
  if (labels.length === 0) return model;
  const surprises = surprisesOf(model, labels);
  const mass = (field: number) => Math.min(sumOf(model.seen[field] ?? []), MOST_MASS);
  return {
    ...model,
    m: model.m.map((m, field) => moved(m, surprises[field] ?? [], mass(field))),
    u: model.u.map((u, field) =>
      moved(
        u,
        (surprises[field] ?? []).map((surprise) => -surprise),
        randomPairs,
      ),
    ),
    seen: model.seen.map((seen, field) => withLabels(seen, labels, field)),
  };
}

/** Σ (y − p) by field, then by level from 1. */
function surprisesOf(model: Model, labels: readonly Label[]): number[][] {
  const sums = model.m.map((levels) => levels.map(() => 0));
  for (const { levels, same } of labels) {
    const weights = levels.map((level, field) => weightOf(model, field, level));
    const surprise = Number(same) - chanceOf(priorWeight(model.prior) + sumOf(weights));
    for (const [field, level] of levels.entries()) {
      const of = sums[field];
      if (level > 0 && of !== undefined) of[level - 1] = (of[level - 1] ?? 0) + surprise;
    }
  }
  return sums;
}

function moved(before: readonly number[], surprises: readonly number[], mass: number): number[] {
  if (surprises.every((surprise) => surprise === 0)) return [...before];
  const pairs = Math.max(mass, 1);
  return shares(
    before.map((share, level) => {
      const after = share + (surprises[level] ?? 0) / pairs;
      return Math.min(Math.max(after, share / FURTHEST), share * FURTHEST);
    }),
  );
}

function withLabels(seen: readonly number[], labels: readonly Label[], field: number): number[] {
  const counts = [...seen];
  for (const { levels, same } of labels) {
    const level = levels[field] ?? 0;
    if (same && level > 0) counts[level - 1] = (counts[level - 1] ?? 0) + 1;
  }
  return counts;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
