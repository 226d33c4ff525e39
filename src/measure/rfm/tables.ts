import type { ColumnType, Generated } from "kysely";

type RfmThresholdsTable = {
  id: Generated<number>;
  currency: string;
  thresholds: ColumnType<unknown, string | null, never>;
  chosen_by: "data" | "person";
  said_by: string;
  said_at: Date;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    rfm_thresholds: RfmThresholdsTable;
  }
}
