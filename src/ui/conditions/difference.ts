/** What changed between two rules, condition by condition. */
import { leavesOf, type PlacedLeaf, type Rule } from "../../profile/conditions/contract.ts";
import { sayLeaf } from "./say-leaf.ts";
import type { Say } from "./say.ts";

/** Conditions that are no longer there, and those that are new; `isOrder`: only how they are joined changed. */
export type Difference = {
  readonly gone: readonly string[];
  readonly come: readonly string[];
  readonly isOrder: boolean;
};

/** A condition with what denies it: the same words in another group are the same condition. */
function wordsOf(say: Say, { path, leaf }: PlacedLeaf): string {
  const clause = sayLeaf(say, leaf);
  const isDenied = path.filter((step) => step === "not").length % 2 === 1;
  return isDenied ? say.t("conditions.not", { clause }) : clause;
}

/** What is in one list and not in the other, as often as it is. */
function beyond(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** What changed from one rule to another. */
export function differenceOf(say: Say, before: Rule, after: Rule): Difference {
  const [was, is] = [before, after].map((rule) => leavesOf(rule).map((placed) => wordsOf(say, placed)));
  return {
    gone: beyond(was ?? [], is ?? []),
    come: beyond(is ?? [], was ?? []),
    isOrder: JSON.stringify(before) !== JSON.stringify(after),
  };
}
