import type { FieldKind } from "./field.ts";
import { LEVELS, type Test } from "./levels.ts";

/** The code of a missing value, and that of two values with nothing in common. */
const [MISSING, DIFFERENT] = ["missing", "different"];

/**
 * A level as it is stored and told, whatever number it has: "equal", "edits:2", "similar:0.88",
 * "different", "missing". Numbers change when a kind is given another level; codes stay.
 */
export function levelCode(kind: FieldKind, level: number): string {
  if (level === 0) return MISSING;
  const found = LEVELS[kind][level - 1];
  return found === undefined ? DIFFERENT : codeOf(found.test);
}

/** The number of a level by its code; 0, as if nothing were known, where the kind has no such level now. */
export function levelOfCode(kind: FieldKind, code: string): number {
  if (code === DIFFERENT) return LEVELS[kind].length + 1;
  return LEVELS[kind].findIndex(({ test }) => codeOf(test) === code) + 1;
}

/** The codes of a kind's levels from level 1 on, "different" the last. */
export function levelCodes(kind: FieldKind): string[] {
  return [...LEVELS[kind].map(({ test }) => codeOf(test)), DIFFERENT];
}

function codeOf(test: Test): string {
  if ("atMost" in test) return `${test.type}:${test.atMost}`;
  return "atLeast" in test ? `${test.type}:${test.atLeast}` : test.type;
}
