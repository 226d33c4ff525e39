import type { ColumnType, Generated } from "kysely";
import type { Permission } from "../../core/permission.ts";

type ApiTokenTable = {
  id: ColumnType<number, never, never>;
  name: string;
  prefix: string;
  token_hash: Buffer;
  scopes: Permission[];
  created_at: Generated<Date>;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    api_token: ApiTokenTable;
  }
}
