import type { Blocked } from "./block.ts";
import type { Field } from "./field.ts";
import { numberOf } from "./keys.ts";
import type { Chances } from "./model.ts";
import type { Rule } from "./rules.ts";

/** What a batch learned and records are matched by as they arrive; how often values are had stands beside it. */
export type Known = {
  readonly fields: readonly Field[];
  readonly country: string | null;
  readonly model: Chances;
  /** The blocking rules, each with the most records of a block that is looked into. */
  readonly rules: readonly { readonly rule: Rule; readonly most: number }[];
  /** How many records had a value, by field. */
  readonly filled: readonly number[];
};

/** How often records have a value: by field, those that several have. */
export type Frequencies = {
  readonly filled: readonly number[];
  readonly often: readonly ReadonlyMap<string, number>[];
};

/** A block of as many is looked into whatever the batch's budget was: one record's share of it is small. */
const AT_LEAST = 100;

/** What a batch over these fields learned. */
export function knownFrom(
  { model: { m, u, prior }, blocked }: { readonly model: Chances; readonly blocked: readonly Blocked[] },
  { filled }: Frequencies,
  { fields, country }: Pick<Known, "fields" | "country">,
): Known {
  const rules = blocked.map(({ rule, largest }) => ({ rule, most: Math.max(largest, AT_LEAST) }));
  return { fields, country, model: { m, u, prior }, rules, filled };
}

/** A number that tells records folded for these fields from those folded for others. */
export function madeFor({ fields, country }: Pick<Known, "fields" | "country">): number {
  return numberOf([JSON.stringify([fields.map(({ name, kind }) => [name, kind]), country])]);
}
