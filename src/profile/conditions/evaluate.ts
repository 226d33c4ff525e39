import { NEVER } from "../../core/customer-figures-port.ts";
import type { Rule } from "./contract.ts";
import { evidenceOf } from "./evidence.ts";
import type { History } from "./history.ts";
import { wholeVerdict } from "./leaf.ts";
import { conditionReading, joined } from "./reading.ts";
import type { Reading, Seen } from "./seen.ts";
import type { LeafVerdict, RuleVerdict, Surroundings } from "./types.ts";

/**
 * Whether one customer meets a rule as of the instant of the surroundings, until when that is sure,
 * and how each condition came out. The same as `membersSql` says of all.
 */
export function evaluate(rule: Rule, history: History, around: Surroundings): RuleVerdict {
  const leaves: LeafVerdict[] = [];
  const reading = joined(rule, (leaf, path): Reading => {
    const read = conditionReading(leaf, around);
    return (seen) => {
      const verdict = read(seen);
      const evidence = evidenceOf(leaf, history, around);
      leaves.push({ path, holds: verdict.holds, until: shown(verdict.until), evidence });
      return verdict;
    };
  });
  const isThere = history.firstAt <= around.moment.asOf;
  const verdict = reading(seenIn(history, around));
  return isThere
    ? { holds: verdict.holds, until: shown(verdict.until), leaves }
    : { holds: false, until: shown(Math.min(history.firstAt, NEVER)), leaves };
}

function seenIn(history: History, around: Surroundings): Seen {
  return { ...history, timesOf: history.found, whole: (leaf) => wholeVerdict(leaf, history, around) };
}

/** Later than any instant that the engine can show. */
const LATE = 10_000_000_000_000;

/** An instant as it is told: null for never. */
export function shown(until: number): number | null {
  return until >= LATE ? null : until;
}
