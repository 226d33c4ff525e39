/** The rule language of segments: what a rule says, and who meets it. */
export { kindOf, leavesOf, ruleSchema } from "./contract.ts";
export type { Leaf, LeafKind, Matcher, PlacedLeaf, Rule, Window } from "./contract.ts";
export type {
  CompiledRule,
  Known,
  LeafVerdict,
  Needs,
  RuleProblem,
  Scope,
  Surroundings,
  Verdict,
} from "./types.ts";
