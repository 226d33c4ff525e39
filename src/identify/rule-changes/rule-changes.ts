import { changeWithFacts } from "../../collect/inbox/index.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { lockGraphForChange } from "../graph/index.ts";
import {
  changesBetween,
  DEFAULT_RULES,
  forgetRules,
  readIdentityRules,
  rulesOfVersion,
  versionsOf,
  type IdentityRules,
} from "../rules/index.ts";
import { changeRules, planOf, type Plan, type Wanted } from "./change-rules.ts";
import { Effect, type AppliedAnswer, type PreviewAnswer, type RulesAnswer } from "./contract.ts";
import { examplesOf } from "./examples.ts";

/** A preview puts at most so many profiles together anew: it must answer while somebody waits, and holds the graph. */
const MOST_TRIED = 2000;

/** What a person asks for: the rules, and the version that they began with. */
export type Asked = {
  readonly version: number;
  readonly rules: IdentityRules;
  readonly restores?: number;
};

/** Who changes the rules and why. */
export type Decider = { readonly reason: string; readonly by: string };

/** The rules that hold, and what they were before. */
export async function rulesNow({ state }: Context): Promise<RulesAnswer> {
  const { version, rules } = await readIdentityRules(state);
  const versions = await versionsOf(state);
  const history = versions.map(({ saidAt, effect, ...one }, index) => {
    const before = versions[index + 1]?.rules ?? DEFAULT_RULES;
    const changes = changesBetween(before, one.rules);
    return { ...one, changes, saidAt: saidAt.toISOString(), effect: Effect.nullable().parse(effect) };
  });
  return { version, rules, defaults: DEFAULT_RULES, history };
}

/**
 * What would come of the rules, on the workspace's own data: they are applied and rolled back. Of very
 * many profiles some are tried, which the effect says.
 */
export async function previewRules(context: Context, asked: Asked): Promise<PreviewAnswer> {
  const before = await agreed(context.state, asked);
  // Looking for what it is about takes the longest, and needs no lock: a preview may miss the last second.
  const plan = await planOf(context.state, { before, rules: asked.rules }, MOST_TRIED);
  const tx = await context.state.startTransaction().execute();
  try {
    await lockGraphForChange(tx);
    const { answer } = await carryOut(tx, context, { ...wantedOf(asked, before), reason: "", by: "" }, plan);
    return answer;
  } finally {
    await tx.rollback().execute();
  }
}

/**
 * Puts the rules in force and weighs all that is stored by them.
 * @throws Problem `conflict` where somebody else changed them meanwhile, or nothing would change.
 */
export async function applyRules(context: Context, asked: Asked, decider: Decider): Promise<AppliedAnswer> {
  const applied = await changeWithFacts(context, async (tx) => {
    await lockGraphForChange(tx);
    const before = await agreed(tx, asked);
    const plan = await planOf(tx, { before, rules: asked.rules });
    const { answer, aliases } = await carryOut(tx, context, { ...wantedOf(asked, before), ...decider }, plan);
    return { rows: { alias: aliases }, answer };
  });
  forgetRules(context.state);
  return applied;
}

/**
 * Goes back to a version, 0 for the defaults.
 * @throws Problem as {@link applyRules}, and `not_found` where there is no such version.
 */
export async function restoreRules(
  context: Context,
  { version, restore }: { readonly version: number; readonly restore: number },
  decider: Decider,
): Promise<AppliedAnswer> {
  const rules = await rulesOfVersion(context.state, restore);
  if (!rules) throw new Problem("not_found", because("rules.no_version"), { field: "restore" });
  return applyRules(context, { version, rules, restores: restore }, decider);
}

/** The rules that hold, which must be those that the person saw. */
async function agreed(state: State | StateTransaction, asked: Asked): Promise<IdentityRules> {
  const { version, rules } = await readIdentityRules(state);
  if (version !== asked.version) throw new Problem("conflict", because("rules.changed_meanwhile"), {});
  if (changesBetween(rules, asked.rules).length === 0)
    throw new Problem("conflict", because("rules.nothing_changed"), {});
  return rules;
}

function wantedOf({ rules, restores }: Asked, before: IdentityRules) {
  return { before, rules, restores: restores ?? null };
}

async function carryOut(tx: StateTransaction, context: Context, wanted: Wanted, plan: Plan) {
  const { version, effect, groups, aliases } = await changeRules(tx, wanted, plan, context);
  const changes = changesBetween(wanted.before, wanted.rules);
  return { aliases, answer: { version, changes, effect, examples: await examplesOf(tx, groups) } };
}
