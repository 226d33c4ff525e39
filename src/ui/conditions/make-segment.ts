/** Rules in the address of a new segment, so that any page can open the builder with one. */
import { ruleSchema, type Rule } from "../../profile/conditions/contract.ts";

/** What the address of a new segment says: a rule to begin with, and what it is called. */
export function newSegmentSearch(rule: Rule, name: string): { readonly rule: string; readonly name: string } {
  return { rule: JSON.stringify(rule), name };
}

/** The rule of an address; null where there is none, or none that can be read. */
export function ruleIn(text: string | undefined): Rule | null {
  if (text === undefined) return null;
  try {
    return ruleSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
