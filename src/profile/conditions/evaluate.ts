import { NEVER } from "../../core/customer-figures-port.ts";
import type { Rule } from "./contract.ts";
import type { History } from "./history.ts";
import { leafVerdict } from "./leaf.ts";
import { allVerdict, anyVerdict, notVerdict, type Verdict } from "./outcome-queries.ts";
import type { Evidence, LeafVerdict, Path, RuleVerdict, Surroundings } from "./types.ts";

/** Most rows that stand for why a condition came out so. */
const MOST_EVIDENCE = 10;

/**
 * Whether one customer meets a rule as of the instant of the surroundings, until when that is sure,
 * and how each condition came out. The same as `membersSql` says of all.
 */
export function evaluate(rule: Rule, history: History, around: Surroundings): RuleVerdict {
  const leaves: LeafVerdict[] = [];
  const isThere = history.firstAt <= around.moment.asOf;
  const verdict = verdictOf(rule, [], { history, around, leaves, within: [] });
  const { holds, until } = isThere ? verdict : { holds: false, until: Math.min(history.firstAt, NEVER) };
  return { holds, until: shown(until), leaves };
}

type Asked = {
  readonly history: History;
  readonly around: Surroundings;
  readonly leaves: LeafVerdict[];
  /** The segments that the rule is in. */
  readonly within: readonly number[];
};

function verdictOf(rule: Rule, path: Path, asked: Asked): Verdict {
  if ("all" in rule)
    return allVerdict(rule.all.map((part, index) => verdictOf(part, [...path, "all", index], asked)));
  if ("any" in rule)
    return anyVerdict(rule.any.map((part, index) => verdictOf(part, [...path, "any", index], asked)));
  if ("not" in rule) return notVerdict(verdictOf(rule.not, [...path, "not"], asked));
  if ("segment" in rule) {
    const other = asked.around.segments.get(rule.segment);
    if (!other || asked.within.includes(rule.segment))
      throw new TypeError(`segment ${rule.segment} cannot be asked for`);
    // The other's conditions are its own: here it is one.
    const verdict = verdictOf(other, [], { ...asked, leaves: [], within: [...asked.within, rule.segment] });
    return noted(verdict, [], path, asked.leaves);
  }
  const { evidence, ...verdict } = leafVerdict(rule, asked.history, asked.around);
  return noted(verdict, evidence, path, asked.leaves);
}

function noted(verdict: Verdict, evidence: readonly Evidence[], path: Path, leaves: LeafVerdict[]): Verdict {
  const latest = evidence.toSorted((left, right) => right.at - left.at).slice(0, MOST_EVIDENCE);
  leaves.push({ path, holds: verdict.holds, until: shown(verdict.until), evidence: latest });
  return verdict;
}

/** Later than any instant that the engine can show. */
const LATE = 10_000_000_000_000;

function shown(until: number): number | null {
  return until >= LATE ? null : until;
}
