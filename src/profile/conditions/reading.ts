import type { Leaf, Rule } from "./contract.ts";
import { leafReading } from "./leaf.ts";
import { allVerdict, anyVerdict, notVerdict } from "./outcome-queries.ts";
import type { OwnLeaf, Reading } from "./seen.ts";
import type { Path, Surroundings } from "./types.ts";

/** Reads a rule whose conditions are read as told. */
export function joined(rule: Rule, read: (leaf: Leaf, path: Path) => Reading, path: Path = []): Reading {
  if ("all" in rule) {
    const parts = rule.all.map((part, index) => joined(part, read, [...path, "all", index]));
    return (seen) => allVerdict(parts.map((part) => part(seen)));
  }
  if ("any" in rule) {
    const parts = rule.any.map((part, index) => joined(part, read, [...path, "any", index]));
    return (seen) => anyVerdict(parts.map((part) => part(seen)));
  }
  if ("not" in rule) {
    const part = joined(rule.not, read, [...path, "not"]);
    return (seen) => notVerdict(part(seen));
  }
  return read(rule, path);
}

/** Told of each condition that is read. */
export type Noted = (leaf: OwnLeaf) => void;

/** Reads a rule of customers who are there: of others no rule holds. `within`: the segments that it is in. */
export function readingOf(
  rule: Rule,
  around: Surroundings,
  noted: Noted = () => undefined,
  within: readonly number[] = [],
): Reading {
  return joined(rule, (leaf) => conditionReading(leaf, around, noted, within));
}

/** Reads one condition; of another segment its rule. */
export function conditionReading(
  leaf: Leaf,
  around: Surroundings,
  noted: Noted = () => undefined,
  within: readonly number[] = [],
): Reading {
  if ("segment" in leaf) {
    const other = around.segments.get(leaf.segment);
    if (!other || within.includes(leaf.segment))
      throw new TypeError(`segment ${leaf.segment} cannot be asked for`);
    return readingOf(other, around, noted, [...within, leaf.segment]);
  }
  noted(leaf);
  return leafReading(leaf, around);
}
