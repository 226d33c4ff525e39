import { fit, posteriors } from "./em.ts";
import type { Field } from "./field.ts";
import { levelCount } from "./levels.ts";
import { type Chances, shares } from "./model.ts";
import type { Rule } from "./rules.ts";
import { agreed, seenIn, type Session } from "./sessions.ts";
import type { Counted } from "./vectors.ts";

/** A model that was trained, and which of its levels were never seen in a pair of one customer. */
export type Model = Chances & {
  /** By field, then by level from 1: pairs of one customer seen while training; see {@link unseen}. */
  readonly seen: readonly (readonly number[])[];
};

/** What a model is trained on. */
export type Training = {
  readonly fields: readonly Field[];
  /** Vectors of random pairs: nearly all of two customers, which gives u. */
  readonly random: readonly Counted[];
  /** Vectors of the pairs of each blocking rule: rich in pairs of one customer, which gives m. */
  readonly blocked: readonly { readonly rule: Rule; readonly vectors: readonly Counted[] }[];
  /** The share of all pairs that are of one customer, as the sure rules have it. */
  readonly prior: number;
};

/** A level, by its field and number, that no pair of one customer showed while training: its m is a guess. */
export function unseen(model: Model): { readonly field: number; readonly level: number }[] {
  return model.seen.flatMap((levels, field) =>
    levels.flatMap((pairs, index) => (pairs < SEEN ? [{ field, level: index + 1 }] : [])),
  );
}

/** Fewer (expected) pairs than this are none. */
const SEEN = 0.5;

/** The share of pairs of one customer that EM starts from under a rule. */
const FIRST_SHARE = 0.3;

/** Rounds of u freed from the pairs of one customer among the random ones, which small data has many of. */
const ROUNDS = 3;

/** Estimates u from random pairs, m by EM under each blocking rule in turn, over the fields that it doesn't fix. */
export function train(training: Training): Model {
  const { fields, prior } = training;
  const observed = marginals(fields, training.random);
  let u = observed.map(shares);
  let trained: Model = { m: fields.map(guess), u, prior, seen: fields.map(() => []) };
  for (let round = 0; round < ROUNDS; round += 1) {
    const sessions = sessionsOf(training, { ...trained, u });
    const m = trained.m.map((before, field) => agreed(sessions, field) ?? before);
    trained = { m, u, prior, seen: fields.map((of, field) => seenIn(sessions, field, levelCount(of.kind))) };
    u = observed.map((counts, field) => others(counts, trained.m[field] ?? [], prior));
  }
  return { ...trained, u };
}

/** How often each level occurs in pairs of one customer before anything is known: the better, the more. */
function guess({ kind }: Field): number[] {
  const levels = levelCount(kind);
  return shares(
    Array.from({ length: levels }, (_, rank) => (rank === 0 ? 4 : rank === levels - 1 ? 0.5 : 1)),
  );
}

function marginals(fields: readonly Field[], vectors: readonly Counted[]): number[][] {
  const sums = fields.map(({ kind }) => Array.from({ length: levelCount(kind) }, () => 0));
  for (const { levels, count } of vectors) addLevels(sums, levels, count);
  return sums;
}

function addLevels(sums: readonly number[][], levels: readonly number[], amount: number): void {
  for (const [field, level] of levels.entries()) {
    const of = sums[field];
    if (level > 0 && of !== undefined) of[level - 1] = (of[level - 1] ?? 0) + amount;
  }
}

/** The u that, mixed with m at the prior, gives what was observed. */
function others(counts: readonly number[], m: readonly number[], prior: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return shares(counts);
  const least = 0.5 / total;
  return shares(
    counts.map((count, level) => Math.max((count / total - prior * (m[level] ?? 0)) / (1 - prior), least)),
  );
}

/** EM under each rule from the same start, over the fields that the rule doesn't fix. */
function sessionsOf({ fields, blocked }: Training, start: Chances): Session[] {
  return blocked.map(({ rule, vectors }) => {
    const fixed = new Set(rule.keys.map(({ field }) => field));
    const fitted = fit(vectors, { ...start, prior: FIRST_SHARE }, { u: true, fields: fixed });
    const chances = posteriors(vectors, fitted, fixed);
    const seen = fields.map(({ kind }) => Array.from({ length: levelCount(kind) }, () => 0));
    for (const [index, { levels, count }] of vectors.entries()) {
      const free = levels.map((level, field) => (fixed.has(field) ? 0 : level));
      addLevels(seen, free, (chances[index] ?? 0) * count);
    }
    return { share: fitted.prior, seen };
  });
}
