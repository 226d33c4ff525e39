import type { Field } from "./field.ts";
import type { Known } from "./known.ts";
import { byRarity } from "./levels.ts";
import { type FoldedRecord, levelsBetween } from "./likeness.ts";
import { priorWeight, weightOf } from "./model.ts";

/** What two records have in common, and what that weighs in bits, field by field; with the prior's they sum to `weight`. */
export type Weighed = {
  readonly levels: readonly number[];
  readonly weights: readonly number[];
  readonly weight: number;
};

/** How often a value of a field is had; 1 where no other record had it. */
export type Often = (field: number, text: string) => number;

/** Weighs two records as a batch does: a shared name, place or company by its own rarity. */
export function weigh(known: Known, often: Often, left: FoldedRecord, right: FoldedRecord): Weighed {
  const { fields, model, filled } = known;
  const levels = levelsBetween(fields, left, right);
  const weights = levels.map((level, field) => {
    if (level !== 1 || !weighsByRarity(fields, field)) return weightOf(model, field, level);
    const rarity = -Math.log2(often(field, left[field]?.text ?? "") / Math.max(filled[field] ?? 0, 1));
    return Math.log2(model.m[field]?.[0] ?? 1) + rarity;
  });
  return { levels, weights, weight: weights.reduce((sum, bits) => sum + bits, priorWeight(model.prior)) };
}

/** Whether a value that both have weighs by its own rarity. */
export function weighsByRarity(fields: readonly Field[], field: number): boolean {
  return byRarity(fields[field]?.kind ?? "code");
}
