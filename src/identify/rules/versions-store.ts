import type { State, StateTransaction } from "../../core/state.ts";
import { IdentityRules } from "./contract.ts";
import "./tables.ts";

/** A version of the rules: what holds since then, who said so, when and why, and what it did. */
export type RulesVersion = {
  readonly version: number;
  readonly rules: IdentityRules;
  readonly reason: string;
  readonly saidBy: string;
  readonly saidAt: Date;
  /** The version that it went back to, 0 for the defaults; null: none. */
  readonly restores: number | null;
  readonly effect: unknown;
};

/** Versions that one answer holds; the older ones stay stored. */
const MOST_VERSIONS = 100;

/** The versions that people have set, the latest first. */
export async function versionsOf(state: State): Promise<RulesVersion[]> {
  const rows = await state
    .selectFrom("identity_rules")
    .selectAll()
    .orderBy("id", "desc")
    .limit(MOST_VERSIONS)
    .execute();
  return rows.map((row) => ({
    version: row.id,
    rules: IdentityRules.parse(row.rules),
    reason: row.reason,
    saidBy: row.said_by,
    saidAt: row.said_at,
    restores: row.restores,
    effect: row.effect,
  }));
}

/** Puts a version in force; its number. */
export async function storeVersion(
  tx: StateTransaction,
  { rules, reason, saidBy, saidAt, restores }: Omit<RulesVersion, "version" | "effect">,
): Promise<number> {
  const { id } = await tx
    .insertInto("identity_rules")
    .values({
      rules: JSON.stringify(rules),
      reason,
      said_by: saidBy,
      said_at: saidAt,
      restores,
      effect: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Notes what a version did to the customers that there were. */
export async function storeEffect(tx: StateTransaction, version: number, effect: unknown): Promise<void> {
  await tx
    .updateTable("identity_rules")
    .set({ effect: JSON.stringify(effect) })
    .where("id", "=", version)
    .execute();
}
