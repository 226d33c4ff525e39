import type { Generated } from "kysely";
import type { Settings } from "./contract.ts";

type WorkspaceTable = {
  id: Generated<number>;
  name: string;
  time_zone: string;
  currency: string;
  first_weekday: number;
  language: Settings["language"];
  country: string | null;
  window_days: number | null;
  window_chosen_by: "data" | "person" | null;
  include_tax: boolean;
  include_shipping: boolean;
  deduct_discounts: boolean;
  deduct_refunds: boolean;
  business_since: string | null;
  set_up_at: Date | null;
};

type ExchangeRateTable = { currency: string; from_day: string; rate: string };

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    workspace: WorkspaceTable;
    exchange_rate: ExchangeRateTable;
  }
}
