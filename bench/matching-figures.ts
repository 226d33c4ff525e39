import type { Matched } from "../src/identify/matching/index.ts";

/** How much of what was found is right, and how much of what is right was found. */
export type Quality = { readonly precision: number; readonly recall: number; readonly f1: number };

/** A matching held against the truth: the pairs over the threshold, those within groups, and those compared at all. */
export type Verdict = {
  readonly truePairs: number;
  readonly pairs: Quality;
  readonly groups: Quality;
  readonly blockingRecall: number;
  /** Of the customers with several records, the share whose group is exactly theirs. */
  readonly wholeGroups: number;
};

/** Lists every compared pair, whatever its chance: for the recall of blocking. */
export const EVERY_PAIR = 1e-300;

/** Judges; `truth` names the customer of each record, `same` is the weight in bits from which on a pair is one. */
export function judge(matched: Matched, truth: readonly string[], same: number): Verdict {
  const sizes = countBy(truth);
  const truePairs = [...sizes.values()].reduce((sum, size) => sum + pairsOf(size), 0);
  const right = ({ a, b }: { a: number; b: number }) => truth[a] === truth[b];
  const over = matched.links.filter(({ weight }) => weight >= same);
  const within = matched.groups.map((group) => countBy(group.map((record) => truth[record] ?? "")));
  const rightWithin = within.reduce((sum, of) => sum + sumOf([...of.values()].map(pairsOf)), 0);
  const multiple = [...sizes.values()].filter((size) => size > 1).length;
  const whole = within.filter((of) => {
    const [first] = of;
    return of.size === 1 && first !== undefined && sizes.get(first[0]) === first[1];
  });
  return {
    truePairs,
    pairs: quality(over.filter(right).length, over.length, truePairs),
    groups: quality(rightWithin, sumOf(matched.groups.map(({ length }) => pairsOf(length))), truePairs),
    blockingRecall: matched.links.filter(right).length / truePairs,
    wholeGroups: whole.length / multiple,
  };
}

function quality(right: number, found: number, all: number): Quality {
  const [precision, recall] = [right / found, right / all];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const pairsOf = (size: number): number => (size * (size - 1)) / 2;
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
