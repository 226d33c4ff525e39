import type { ColumnType, Generated } from "kysely";

type IdentityRulesTable = {
  id: Generated<number>;
  rules: ColumnType<unknown, string, string>;
  reason: string;
  said_by: string;
  said_at: Date;
  restores: number | null;
  effect: ColumnType<unknown, null, string>;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    identity_rules: IdentityRulesTable;
  }
}
