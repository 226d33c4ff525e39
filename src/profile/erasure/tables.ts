import type { Generated } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";

type ErasureTable = {
  id: Generated<number>;
  profile_id: ProfileId;
  handle_ids: HandleId[];
  requested_by: string;
  requested_at: Date;
  /** Since when no question finds anything. */
  erased_at: Date | null;
  /** The same by the clock of the facts, in seconds. */
  facts_time: number | null;
  /** Since when no file of the facts holds anything. */
  finished_at: Date | null;
};

type ErasedIdentifierTable = {
  /** HMAC-SHA-256 of type and value. */
  hash: Buffer;
  secret_id: number;
  erased_at: Date;
  searched: boolean;
};

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    erasure: ErasureTable;
    erasure_secret: { id: Generated<number>; secret: string };
    erased_identifier: ErasedIdentifierTable;
  }
}
