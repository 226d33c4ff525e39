import type { Trust } from "../../core/event.ts";
import type { HandleId, SourceId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";

type TraitTable = {
  handle_id: HandleId;
  name: string;
  trust: Trust;
  import_id: number;
  value: Json;
  at: Date;
  source_id: SourceId;
  message_id: string;
};

type DisplayNameTable = {
  handle_id: HandleId;
  name: string;
  folded: string;
  trust: Trust;
  at: Date;
};

declare module "../../core/state.ts" {
  interface StateTables {
    trait: TraitTable;
    display_name: DisplayNameTable;
  }
}
