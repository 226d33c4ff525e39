import { chanceOf, levelCode, levelCodes, levelOfCode, weightOf } from "../matching/index.ts";
import type { Label, Matched } from "../matching/index.ts";
import type { PairPart } from "./contract.ts";
import type { MatchModel, StepsAnswer } from "./model-contract.ts";
import { curveOf } from "./curve.ts";
import { FIELDS } from "./fields.ts";
import type { Feed } from "./feed.ts";
import type { NewPair } from "./pairs-store.ts";

/** The pairs that a matching found, by profile. */
export function pairsOf({ explained, groups }: Matched, { ids }: Feed): NewPair[] {
  const groupOf = new Map(groups.flatMap((group, index) => group.map((record) => [record, index] as const)));
  return explained.flatMap((pair) => {
    const [a, b] = [ids[pair.a], ids[pair.b]];
    if (a === undefined || b === undefined) return [];
    const agreed = groupOf.has(pair.a) && groupOf.get(pair.a) === groupOf.get(pair.b);
    return { a, b, weight: pair.weight, chance: chanceOf(pair.weight), parts: partsOf(pair), agreed };
  });
}

/** What each field of a pair says. */
export function partsOf({
  levels,
  weights,
}: Pick<Matched["explained"][number], "levels" | "weights">): PairPart[] {
  return FIELDS.map(({ name, kind }, field) => ({
    field: name,
    level: levelCode(kind, levels[field] ?? 0),
    weight: weights[field] ?? 0,
  }));
}

/** What people said of pairs, as the levels are numbered now. */
export function labelsOf(
  said: readonly { readonly same: boolean; readonly parts: readonly PairPart[] }[],
): Label[] {
  return said.map(({ same, parts }) => {
    const codes = new Map(parts.map(({ field, level }) => [field, level]));
    return { same, levels: FIELDS.map(({ name, kind }) => levelOfCode(kind, codes.get(name) ?? "missing")) };
  });
}

/** What a matching asked of the facts, as it is kept. */
export function stepsOf({ steps }: Matched): StepsAnswer["steps"] {
  return steps.map(({ statements, ...step }) => ({ ...step, statements: [...statements] }));
}

/** What a matching learned, as it is kept and shown. */
export function modelOf(matched: Matched, feed: Feed, labels: number): MatchModel {
  const { model, counts, blocked, bins, links, records } = matched;
  return {
    records,
    pairs: counts.pairs,
    prior: model.prior,
    labels,
    fields: FIELDS.map(({ name, kind }, field) => ({
      field: name,
      filled: feed.filled[field] ?? 0,
      levels: levelCodes(kind).map((level, index) => ({
        level,
        m: model.m[field]?.[index] ?? 0,
        u: model.u[field]?.[index] ?? 0,
        weight: weightOf(model, field, index + 1),
        seen: (model.seen[field]?.[index] ?? 0) >= 0.5,
      })),
    })),
    rules: blocked.map(({ rule, largest, leftOut }, index) => ({
      keys: rule.keys.map(({ field, part }) => ({ field: FIELDS[field]?.name ?? "given", part })),
      anyOrder: rule.anyOrder ?? false,
      sure: rule.sure ?? false,
      pairs: counts.byRule[index] ?? 0,
      largest,
      leftOut,
    })),
    bins: [...bins],
    curve: curveOf(links.map(({ a, b, weight }) => ({ a, b, chance: chanceOf(weight) }))),
  };
}
