/** Rules of who is one customer, for tests. */
import type { State, StateTransaction } from "../../src/core/state.ts";
import { lockGraphForChange } from "../../src/identify/graph/index.ts";
import { changeRules, planOf, type Outcome } from "../../src/identify/rule-changes/change-rules.ts";
import type { IdentityRules, TypeRule } from "../../src/identify/rules/contract.ts";
import { DEFAULT_RULES, newTypeRule } from "../../src/identify/rules/defaults.ts";
import { readIdentityRules } from "../../src/identify/rules/index.ts";

const clock = { now: () => Date.UTC(2026, 5, 1) };

/** The defaults with other lines for some types, and values blocked. */
export function rulesWith(
  lines: Readonly<Record<string, Partial<TypeRule>>>,
  blocked: Partial<IdentityRules["blocked"]> = {},
): IdentityRules {
  const own = Object.keys(lines).filter((type) => !DEFAULT_RULES.types.some((line) => line.type === type));
  const fresh = own.map(newTypeRule);
  const types = DEFAULT_RULES.types.toSpliced(3, 0, ...fresh);
  return {
    ...DEFAULT_RULES,
    types: types.map((line) => ({ ...line, ...lines[line.type] })),
    blocked: { ...DEFAULT_RULES.blocked, ...blocked },
  };
}

/** Puts rules in force in a transaction, as the API does. */
export async function changeIn(tx: StateTransaction, rules: IdentityRules): Promise<Outcome> {
  await lockGraphForChange(tx);
  const before = (await readIdentityRules(tx)).rules;
  const plan = await planOf(tx, { before, rules });
  return changeRules(tx, { before, rules, reason: "because", by: "person 1", restores: null }, plan, {
    clock,
  });
}

/** Puts rules in force. */
export function putRules(state: State, rules: IdentityRules): Promise<Outcome> {
  return state.transaction().execute((tx) => changeIn(tx, rules));
}
