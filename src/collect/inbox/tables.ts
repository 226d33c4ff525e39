import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { ImportId, SourceId } from "../../core/ids.ts";
import type { Because } from "../../core/reason.ts";

type InboxTable = {
  id: ColumnType<number, never, never>;
  events: number;
  import_id: ImportId | null;
  body: Buffer;
  received_at: Generated<Date>;
};

type ResolvedBatchTable = {
  id: ColumnType<number, never, never>;
  events: number;
  body: Buffer;
  resolved_at: Generated<Date>;
};

type RejectedEventTable = {
  id: ColumnType<number, never, never>;
  source_id: SourceId;
  rejected_at: Generated<Date>;
  reason: string;
  field: string | null;
  message: string;
  fix: string;
  because: JSONColumnType<Because> | null;
  excerpt: string;
};

type RejectedCountTable = {
  source_id: SourceId;
  reason: string;
  events: number;
  last_at: Date;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    inbox: InboxTable;
    resolved_batch: ResolvedBatchTable;
    rejected_event: RejectedEventTable;
    rejected_count: RejectedCountTable;
  }
}
