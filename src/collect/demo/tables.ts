import type { Generated } from "kysely";
import type { ImportId, SourceId } from "../../core/ids.ts";

type DemoTable = {
  id: Generated<number>;
  import_id: ImportId;
  source_id: SourceId;
  customers: number;
  seed: number;
  currency: string;
  ends_at: Date;
  state: "loading" | "loaded" | "cancelled" | "removing";
  sent: Generated<number>;
  total: number | null;
  started_at: Date;
  finished_at: Date | null;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    demo: DemoTable;
  }
}
