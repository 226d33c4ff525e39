import type { ColumnType, Generated } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { AccountSettings } from "./accounts/accounts-contract.ts";
import type { PersonaResult, PersonaRun } from "./contract.ts";
import type { PersonaDetails } from "./details-contract.ts";
import type { Model } from "./model.ts";

type PersonaRunTable = {
  id: Generated<number>;
  status: PersonaRun["status"];
  asked_by: string;
  asked_at: Date;
  finished_at: Date | null;
  stage: PersonaRun["stage"];
  share: Generated<number>;
  attempts: Generated<number>;
  result: PersonaResult | null;
  details: Readonly<Record<string, PersonaDetails>> | null;
  /** What its kinds were told apart by. */
  model: Model | null;
  /** Whether the facts hold its members. */
  in_facts: Generated<boolean>;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    persona_settings: {
      id: Generated<boolean>;
      bounce_pages: number;
      high_order: string | null;
      repeat_orders: number;
      least_customers: number;
      least_speakers: number;
      accounts: ColumnType<AccountSettings | null, never, string>;
    };
    persona_run: PersonaRunTable;
    persona_member: {
      run_id: number;
      profile_id: ProfileId;
      shop: string | null;
      found: number | null;
      account: string | null;
    };
  }
}
