import { chanceOf, type Chances, priorWeight, shares, weightOf } from "./model.ts";
import type { Counted } from "./vectors.ts";

/** What stays as it is: the u, and fields that take no part (those that the pairs were chosen by). */
export type Held = { readonly u: boolean; readonly fields: ReadonlySet<number> };

const MOST_ROUNDS = 200;
const STILL = 1e-5;

/**
 * Expectation maximisation over counted comparison vectors (Dempster, Laird and Rubin 1977; for
 * linkage Winkler 1988): from a first guess to the chances under which the vectors are likeliest.
 */
export function fit(vectors: readonly Counted[], guess: Chances, held: Held): Chances {
  let now = guess;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = step(vectors, now, held);
    const moved = furthest(now, next);
    now = next;
    if (moved < STILL) break;
  }
  return now;
}

/** The weight in bits of every level (0: missing) of every field; nothing for the fields left out. */
function weightsOf(chances: Chances, without: ReadonlySet<number>): Float64Array[] {
  return chances.m.map((levels, field) =>
    Float64Array.from({ length: levels.length + 1 }, (_, level) =>
      without.has(field) ? 0 : weightOf(chances, field, level),
    ),
  );
}

/** The chance of each vector's pairs to be one customer. */
export function posteriors(
  vectors: readonly Counted[],
  chances: Chances,
  without: ReadonlySet<number>,
): Float64Array {
  const weights = weightsOf(chances, without);
  const prior = priorWeight(chances.prior);
  return Float64Array.from(vectors, ({ levels }) => {
    let weight = prior;
    for (const [field, level] of levels.entries()) weight += weights[field]?.[level] ?? 0;
    return chanceOf(weight);
  });
}

function step(vectors: readonly Counted[], chances: Chances, held: Held): Chances {
  const same = chances.m.map((levels) => levels.map(() => 0));
  const other = chances.u.map((levels) => levels.map(() => 0));
  let [matches, total] = [0, 0];
  const chancesOf = posteriors(vectors, chances, held.fields);
  for (const [index, { levels, count }] of vectors.entries()) {
    const chance = chancesOf[index] ?? 0;
    matches += chance * count;
    total += count;
    for (const [field, level] of levels.entries()) {
      if (level === 0) continue;
      add(same[field], level - 1, chance * count);
      add(other[field], level - 1, (1 - chance) * count);
    }
  }
  return {
    m: chances.m.map((before, field) => (held.fields.has(field) ? before : shares(same[field] ?? []))),
    u: chances.u.map((before, field) =>
      held.u || held.fields.has(field) ? before : shares(other[field] ?? []),
    ),
    prior: Math.min(Math.max(matches / total, 1e-9), 1 - 1e-9),
  };
}

function add(sums: number[] | undefined, index: number, amount: number): void {
  if (sums !== undefined) sums[index] = (sums[index] ?? 0) + amount;
}

function furthest(before: Chances, after: Chances): number {
  let most = Math.abs(before.prior - after.prior);
  for (const part of ["m", "u"] as const) {
    for (const [field, levels] of after[part].entries()) {
      for (const [index, value] of levels.entries()) {
        most = Math.max(most, Math.abs(value - (before[part][field]?.[index] ?? 0)));
      }
    }
  }
  return most;
}
