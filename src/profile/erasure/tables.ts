import type { Generated } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";

type ErasureTable = {
  id: Generated<number>;
  profile_id: ProfileId;
  handle_ids: HandleId[];
  requested_by: string;
  requested_at: Date;
  finished_at: Date | null;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    erasure: ErasureTable;
  }
}
