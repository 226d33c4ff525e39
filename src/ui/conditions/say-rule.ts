/** A whole rule in words: composed of whole translated patterns, never of single words. */
import { kindOf, type Rule } from "../../profile/conditions/contract.ts";
import { sayLeaf, sayMember } from "./say-leaf.ts";
import { tidy, type Kept, type KeptId, type Say } from "./say.ts";

function sayDenied(say: Say, rule: Rule): string {
  if (!("all" in rule) && !("any" in rule) && !("not" in rule)) {
    const kind = kindOf(rule);
    if (kind === "segment" || kind === "list" || kind === "persona") {
      const id = (rule as Readonly<Record<Kept, KeptId>>)[kind];
      return sayMember(say, kind, id, true);
    }
  }
  return say.t("conditions.not", { clause: sayClause(say, rule, true) });
}

/** A part of a rule as it follows "customers"; `inner`: it stands among others and is bracketed. */
export function sayClause(say: Say, rule: Rule, inner = true): string {
  const { format, t } = say;
  if ("not" in rule) return tidy(sayDenied(say, rule.not));
  if (!("all" in rule) && !("any" in rule)) return sayLeaf(say, rule);
  const parts = ("all" in rule ? rule.all : rule.any).map((part) => sayClause(say, part));
  const list = "all" in rule ? format.list(parts) : format.choice(parts);
  return inner && parts.length > 1 ? t("conditions.group", { list }) : list;
}

/** A whole rule as a sentence. */
export function sayRule(say: Say, rule: Rule): string {
  const isEmpty = ("all" in rule && rule.all.length === 0) || ("any" in rule && rule.any.length === 0);
  if (isEmpty) return say.t("conditions.everybody");
  return tidy(say.t("conditions.customers", { list: sayClause(say, rule, false) }));
}
