import type { Generated } from "kysely";
import type { HandleId } from "../../core/ids.ts";
import type { PairPart } from "./contract.ts";
import type { MatchModel, MatchRun, MatchSettings, StepsAnswer } from "./model-contract.ts";

type MatchingTable = MatchSettings & { id: Generated<boolean> };

type MatchRunTable = {
  id: Generated<number>;
  status: MatchRun["status"];
  asked_by: string;
  asked_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  stage: MatchRun["stage"];
  loaded: Generated<number>;
  attempts: Generated<number>;
  newest: number | null;
  model: MatchModel | null;
  steps: StepsAnswer["steps"] | null;
  undone_at: Date | null;
};

type MatchPairTable = {
  id: Generated<number>;
  handle_a: HandleId;
  handle_b: HandleId;
  run_id: number;
  weight: number;
  chance: number;
  parts: PairPart[];
  agreed: boolean;
  state: PairState;
  said_by: string | null;
  said_at: Date | null;
  turn: number | null;
  judgement_id: number | null;
  taken_back: boolean;
};

/**
 * What became of a pair. `joined`: by itself; `gone`: both were joined or parted by other ways, or
 * cannot be one.
 */
export type PairState = "waiting" | "yes" | "no" | "unsure" | "joined" | "gone";

declare module "../../core/state.ts" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StateTables {
    matching: MatchingTable;
    match_run: MatchRunTable;
    match_pair: MatchPairTable;
    match_arrival: { handle_id: HandleId; turn: number };
  }
}
