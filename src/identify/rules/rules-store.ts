import { sql } from "kysely";
import type { State, StateTransaction } from "../../core/state.ts";
import { IdentityRules } from "./contract.ts";
import { DEFAULT_RULES } from "./defaults.ts";
import { compileRules, defaultRules, type Rules } from "./rules.ts";
import "./tables.ts";

/** The rules that hold, as people set them, and which version they are; 0: the defaults. */
export type RulesNow = { readonly version: number; readonly rules: IdentityRules };

/** The rules that hold now. */
export async function readIdentityRules(state: State | StateTransaction): Promise<RulesNow> {
  const row = await latest(state);
  return row ? { version: row.id, rules: parse(row.rules) } : { version: 0, rules: DEFAULT_RULES };
}

/** A version of the rules; the defaults before the first. Null where there is none of this number. */
export async function rulesOfVersion(
  state: State | StateTransaction,
  version: number,
): Promise<IdentityRules | null> {
  if (version === 0) return DEFAULT_RULES;
  const row = await state
    .selectFrom("identity_rules")
    .select("rules")
    .where("id", "=", version)
    .executeTakeFirst();
  return row ? IdentityRules.parse(row.rules) : null;
}

/** Batches come many a second and the rules hardly ever change: they are made ready once. */
let ready: { readonly text: string; readonly rules: Rules } | null = null;

/** The rules that hold now, made ready; one small question. */
export async function readyRules(state: State | StateTransaction): Promise<Rules> {
  const row = await latest(state);
  if (!row) return defaultRules;
  if (ready?.text !== row.rules) ready = { text: row.rules, rules: compileRules(parse(row.rules)) };
  return ready.rules;
}

async function latest(
  state: State | StateTransaction,
): Promise<{ readonly id: number; readonly rules: string } | undefined> {
  const { rows } = await sql<{ id: number; rules: string }>`
    /* often */ SELECT id, rules::text AS rules FROM identity_rules ORDER BY id DESC LIMIT 1`.execute(state);
  return rows[0];
}

function parse(text: string): IdentityRules {
  return IdentityRules.parse(JSON.parse(text));
}
