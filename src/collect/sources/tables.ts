import type { ColumnType, Generated } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { SourceId } from "../../core/ids.ts";
import type { SourceKind } from "./contract.ts";

type SourceTable = {
  id: ColumnType<SourceId, never, never>;
  name: string;
  kind: SourceKind;
  trust: Trust;
  shop: Generated<string>;
  write_key: string;
  old_key: string | null;
  old_key_until: Date | null;
  secret: string;
  created_at: Generated<Date>;
  disabled_at: Date | null;
};

type SourceActivityTable = {
  source_id: SourceId;
  events: number;
  last_event_at: Date | null;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    source: SourceTable;
    source_activity: SourceActivityTable;
  }
}
