import type { Generated } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { HandleId, ImportId, SourceId } from "../../core/ids.ts";

type ConsentTable = {
  id: Generated<number>;
  handle_id: HandleId;
  at: Date;
  preferences: { [category: string]: boolean };
  trust: Trust;
  source_id: SourceId;
  import_id: ImportId | null;
  message_id: string;
};

declare module "../../core/state.ts" {
  interface StateTables {
    consent: ConsentTable;
  }
}
