/** The rule language of segments: what a rule says, and who meets it. */
export { surroundings } from "./around.ts";
export { checkRule } from "./check.ts";
export type { Known } from "./check.ts";
export { kindOf, leavesOf, ruleSchema } from "./contract.ts";
export type { Leaf, LeafKind, Matcher, PlacedLeaf, Rule, Window } from "./contract.ts";
export { evaluate } from "./evaluate.ts";
export type { History } from "./history.ts";
export { historyOf } from "./history-queries.ts";
export { metByMany } from "./many.ts";
export { membersSql } from "./members-queries.ts";
export { needsOf } from "./needs.ts";
export type {
  Evidence,
  Keepers,
  LeafVerdict,
  Needs,
  NumberedRule,
  RuleProblem,
  RuleVerdict,
  Scope,
  Surroundings,
} from "./types.ts";
