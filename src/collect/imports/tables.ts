import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { ImportId, SourceId } from "../../core/ids.ts";
import type { ImportProgress, ImportReport, ImportStatus, ImportView } from "./contract.ts";
import type { Inspection } from "./guess/inspect-file.ts";
import type { Mapping } from "./mapping-contract.ts";

type ImportTable = {
  id: ColumnType<ImportId, never, never>;
  filename: string;
  source_id: SourceId;
  status: ImportStatus;
  bytes: number;
  sha256: string;
  inspection: JSONColumnType<Inspection> | null;
  mapping: JSONColumnType<Mapping> | null;
  next_mapping: JSONColumnType<Mapping> | null;
  progress: JSONColumnType<ImportProgress>;
  report: JSONColumnType<ImportReport>;
  problem: JSONColumnType<NonNullable<ImportView["problem"]>> | null;
  handed_over: Generated<number>;
  left_out: Generated<number>;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};

type ImportMappingTable = {
  name: string;
  mapping: JSONColumnType<Mapping>;
  updated_at: Date;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    import: ImportTable;
    import_mapping: ImportMappingTable;
  }
}
