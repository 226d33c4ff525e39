import type { Generated, JSONColumnType } from "kysely";
import type { HandleId } from "../../core/ids.ts";
import type { Known } from "./known.ts";

type ModelTable = {
  one: Generated<boolean>;
  made_for: number;
  known: JSONColumnType<Known>;
  at: Generated<Date>;
};

type FrequencyTable = { value: number; often: number };

type RecordTable = { handle_id: HandleId; made_for: number; folded: string; blocks: number[] };

type BlockTable = { block: number; handle_id: HandleId };

declare module "../../core/state.ts" {
  interface StateTables {
    matching_model: ModelTable;
    matching_frequency: FrequencyTable;
    matching_record: RecordTable;
    matching_block: BlockTable;
  }
}
