import type { State } from "../../core/state.ts";
import type { Model } from "./model.ts";
import "./tables.ts";

/** What the kinds of a run were told apart by; null of runs that kept it not. */
export async function lastModel(state: State, run: number): Promise<Model | null> {
  const row = await state.selectFrom("persona_run").select("model").where("id", "=", run).executeTakeFirst();
  return row?.model ?? null;
}
