import type { Generated } from "kysely";
import type { Role } from "../../core/permission.ts";

type PersonTable = {
  id: string;
  name: string;
  email: string;
  role: Role;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};

type PersonCredentialTable = {
  id: string;
  person_id: string;
  account_id: string;
  provider_id: string;
  password: string | null;
  updated_at: Generated<Date>;
};

type PersonSessionTable = { id: string; person_id: string; token: string; expires_at: Date };

type OneTimeLinkTable = { token_hash: Buffer; person_id: string | null; expires_at: Date | null };

type SignInFailureTable = { key_hash: Buffer; failures: number; last_at: Date };

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    person: PersonTable;
    person_credential: PersonCredentialTable;
    person_session: PersonSessionTable;
    one_time_link: OneTimeLinkTable;
    sign_in_failure: SignInFailureTable;
    server_secret: { name: string; value: string };
  }
}
