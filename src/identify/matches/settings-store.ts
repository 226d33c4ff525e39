import type { State, StateTransaction } from "../../core/state.ts";
import type { MatchSettings } from "./model-contract.ts";
import "./tables.ts";

/** How matching is set. */
export async function readMatchSettings(state: State | StateTransaction): Promise<MatchSettings> {
  return state
    .selectFrom("matching")
    .select(["upper", "lower", "above", "automatic"])
    .executeTakeFirstOrThrow();
}

/** Sets it. */
export async function writeMatchSettings(state: State, settings: MatchSettings): Promise<void> {
  await state.updateTable("matching").set(settings).execute();
}
