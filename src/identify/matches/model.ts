import type { Context } from "../../core/context.ts";
import type { State } from "../../core/state.ts";
import type { MatchRun, MatchSettings, ModelAnswer, SettingsAnswer } from "./model-contract.ts";
import { countJoinable, countQueues } from "./queue-queries.ts";
import { lastModel, readRun, type RunRow } from "./runs-store.ts";
import { readMatchSettings } from "./settings-store.ts";

/** What the last run learned, and how matching is set. */
export async function model({ state, clock }: Context): Promise<ModelAnswer> {
  const last = await lastModel(state);
  const run = last && (await readRun(state, last.id));
  return {
    asOf: new Date(clock.now()).toISOString(),
    run: run && runShown(run),
    model: last?.model ?? null,
    settings: await foreseen({ state }, await readMatchSettings(state)),
  };
}

/** What settings mean for the pairs that wait. */
export async function foreseen(
  { state }: Pick<Context, "state">,
  settings: MatchSettings,
): Promise<SettingsAnswer> {
  const { likely, doubtful } = await countQueues(state, settings);
  const joins = settings.above === "merge" ? await countJoinable(state, settings.upper) : 0;
  return { ...settings, joins, likely: likely - joins, doubtful };
}

/** How many pairs wait for an answer. */
export async function waitingAnswers(state: State): Promise<number> {
  const { likely, doubtful } = await countQueues(state, await readMatchSettings(state));
  return likely + doubtful;
}

/** A run as it is told. */
export function runShown(row: RunRow): MatchRun {
  const { id, status, stage, loaded, records, pairs, waiting, answered, joined } = row;
  return {
    ...{ id, status, stage, loaded, records, pairs, waiting, answered, joined },
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
  };
}
