import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State } from "../../core/state.ts";
import { NumberParams, saidBy } from "../graph/index.ts";
import { MatchRun, RunsAnswer, StepsAnswer, UndoBody } from "./model-contract.ts";
import { runShown } from "./model.ts";
import { askForRun, beginUndo, endRun, listRuns, readRun, readSteps } from "./runs-store.ts";
import { matchesWake } from "./wake.ts";

const reads = { access: "profiles:read" } as const;
const writes = { access: "identity:write" } as const;
const RUNS = "/api/v1/identity/matches/runs";

/** Runs listed at once. */
const MOST_RUNS = 50;

/** Runs of the matching: started, looked at, cancelled, undone. */
export function runRoutes(app: App, context: Context): void {
  const { state, clock } = context;
  app.get(RUNS, { config: reads, schema: { response: { 200: RunsAnswer } } }, async () => ({
    runs: (await listRuns(state, MOST_RUNS)).map(runShown),
  }));
  app.post(RUNS, { config: writes, schema: { response: { 202: MatchRun } } }, async ({ actor }, reply) => {
    const id = await askForRun(state, saidBy(actor), clock.now());
    if (id === null) throw new Problem("conflict", because("matches.running"), {});
    matchesWake.wake();
    return reply.code(202).send(await view(state, id));
  });
  const one = { params: NumberParams, response: { 200: MatchRun } };
  app.get(`${RUNS}/:number`, { config: reads, schema: one }, ({ params }) => view(state, params.number));
  app.get(
    `${RUNS}/:number/steps`,
    { config: reads, schema: { params: NumberParams, response: { 200: StepsAnswer } } },
    async ({ params }) => {
      const steps = await readSteps(state, params.number);
      if (!steps) throw new Problem("not_found", because("matches.no_run"), {});
      return { steps };
    },
  );
  app.post(`${RUNS}/:number/cancel`, { config: writes, schema: one }, async ({ params }) => {
    if (!(await endRun(state, params.number, "cancelled", clock.now()))) {
      throw new Problem("conflict", because("matches.not_running"), {});
    }
    return view(state, params.number);
  });
  app.post(
    `${RUNS}/:number/undo`,
    { config: writes, schema: { ...one, body: UndoBody, response: { 202: MatchRun } } },
    async ({ params, body, actor }, reply) => {
      const by = { reason: body.reason, by: saidBy(actor) };
      if (!(await beginUndo(state, params.number, by))) {
        throw new Problem("conflict", because("matches.no_joins"), {});
      }
      matchesWake.wake();
      return reply.code(202).send(await view(state, params.number));
    },
  );
}

async function view(state: State, id: number): Promise<MatchRun> {
  const run = await readRun(state, id);
  if (!run) throw new Problem("not_found", because("matches.no_run"), {});
  return runShown(run);
}
