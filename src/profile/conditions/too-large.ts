/** Whether what came as a rule is larger than any rule may be. Safe in a browser. */
import type { Reason } from "../../core/reason.ts";

/** How deep conditions may lie in one another. */
const MOST_DEPTH = 8;
/** Conditions in one rule. */
export const MOST_LEAVES = 50;

/**
 * Why something is too large to be read as a rule; null where it is not. Asked before it is read: to read a
 * megabyte of conditions, only to refuse them, takes seconds in which nobody else is answered.
 */
export function tooLarge(given: unknown): Reason | null {
  const open = [{ part: given, depth: 1 }];
  let [leaves, seen] = [0, 0];
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, depth } = next;
    if (depth > MOST_DEPTH) return "conditions.too_deep";
    const parts = partsOf(part);
    if (parts === null) leaves += 1;
    seen += 1 + (parts?.length ?? 0);
    // Groups of nothing are none of the conditions, and no rule has so many.
    if (leaves > MOST_LEAVES || seen > 2 * MOST_LEAVES * MOST_DEPTH) return "conditions.too_many";
    for (const one of parts ?? []) open.push({ part: one, depth: depth + 1 });
  }
  return null;
}

/** What a group holds; null of a single condition, or whatever else came. */
function partsOf(given: unknown): readonly unknown[] | null {
  if (typeof given !== "object" || given === null) return null;
  if ("not" in given) return [given.not];
  const held = "all" in given ? given.all : "any" in given ? given.any : null;
  return Array.isArray(held) ? held : null;
}
