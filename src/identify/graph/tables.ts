import type { Generated } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { HandleId, ImportId, ProfileId, SourceId } from "../../core/ids.ts";

type HandleTable = {
  id: HandleId;
  profile_id: ProfileId;
  type: string;
  value: string;
  epoch: Generated<number>;
  turn: Generated<number>;
  trust: Trust;
  shared: Generated<boolean>;
  partners: Generated<number>;
  first_seen: Date;
  last_seen: Date;
  source_id: SourceId;
  first_message_id: string;
  import_id: ImportId | null;
  trust_import_id: ImportId | null;
};

type EvidenceTable = {
  id: Generated<number>;
  handle_a: HandleId;
  handle_b: HandleId;
  rule: Rule;
  trust: Trust;
  weight: Generated<number>;
  verdict: Verdict;
  reason: Generated<Reason | "">;
  message_id: string;
  source_id: SourceId;
  import_id: ImportId | null;
  at: Date;
  last_seen: Date;
  dropped_at: Generated<Date | null>;
  dropped_source_id: Generated<SourceId | null>;
  dropped_message_id: Generated<string | null>;
  behind: Generated<HandleId[] | null>;
};

type MergeTable = {
  id: Generated<number>;
  survivor: ProfileId;
  merged: ProfileId;
  evidence_id: number | null;
  at: Date;
  undone_at: Date | null;
  brought: Generated<HandleId[]>;
};

type JudgementTable = {
  id: Generated<number>;
  kind: Judged;
  handle_a: HandleId;
  handle_b: HandleId;
  reason: string;
  said_by: string;
  said_at: Date;
  withdrawn_by: string | null;
  withdrawn_because: string | null;
  withdrawn_at: Date | null;
};

/** What a person said of two handles: they are one customer, or never are. */
export type Judged = "joined" | "parted";

/** What made two handles evidence of one customer; `by_hand`: a person said so. */
export type Rule = "same_event" | "alias" | "signed" | "by_hand";

/** Whether evidence counts: `dropped` held once, `conflict` never did. */
export type Verdict = "holds" | "dropped" | "conflict";

/**
 * Why evidence doesn't hold. `user_id_limit`: both sides have a user id; `two_known`: a claim
 * between two customers; `limit`: too many identifiers of one type; `blocked`: the rules say that the
 * value stands for nobody; `ranked_below`: in its event something ranked above it was over a limit;
 * `extends_trusted`: a claim that would give a trusted customer another
 * identifier; `shared`: the value is on too many customers; `too_many`: the profile is full;
 * `parted`: a person said that two of the handles are never one customer.
 */
export type Reason =
  | "user_id_limit"
  | "limit"
  | "ranked_below"
  | "blocked"
  | "two_known"
  | "extends_trusted"
  | "shared"
  | "too_many"
  | "parted";

declare module "../../core/state.ts" {
  interface StateTables {
    handle: HandleTable;
    evidence: EvidenceTable;
    merge: MergeTable;
    judgement: JudgementTable;
  }
}
