import { DAY } from "../../../simulator/index.ts";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State } from "../../core/state.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import { inboxBacklog } from "../inbox/index.ts";
import { demoSchema, startDemoSchema, type Demo } from "./contract.ts";
import { beginDemo, beginRemoval, endLoading, readDemo } from "./queries.ts";
import { demoWake } from "./wake.ts";

/** The demo shop over HTTP. */
export function demoRoutes(app: App, { state, clock }: Context): void {
  app.get(
    "/api/v1/demo",
    { config: { access: "workspace:read" }, schema: { response: { 200: demoSchema } } },
    async () => view(state),
  );
  app.post(
    "/api/v1/demo",
    {
      config: { access: "workspace:write" },
      schema: { body: startDemoSchema, response: { 202: demoSchema } },
    },
    async ({ body }, reply) => {
      const { currency } = await readSettings(state);
      const now = clock.now();
      // The data ends with yesterday, so that the same seed gives the same shop all day long.
      const endsAt = Math.floor(now / DAY) * DAY;
      if (!(await beginDemo(state, { ...body, currency, endsAt, now }))) throw alreadyThere();
      demoWake.wake();
      return reply.code(202).send(await view(state));
    },
  );
  app.post(
    "/api/v1/demo/cancel",
    { config: { access: "workspace:write" }, schema: { response: { 200: demoSchema } } },
    async () => {
      if (!(await endLoading(state, "cancelled", clock.now()))) {
        throw new Problem("conflict", because("demo.not_loading"));
      }
      return view(state);
    },
  );
  app.delete(
    "/api/v1/demo",
    { config: { access: "workspace:write" }, schema: { response: { 202: demoSchema } } },
    async (_request, reply) => {
      if (!(await beginRemoval(state))) throw new Problem("not_found", because("demo.none"));
      demoWake.wake();
      return reply.code(202).send(await view(state));
    },
  );
}

function alreadyThere(): Problem {
  return new Problem("conflict", because("demo.there_already"));
}

async function view(state: State): Promise<Demo> {
  const [demo, backlog] = [await readDemo(state), await inboxBacklog(state)];
  const storing = demo?.state === "loaded" && backlog.imported > 0;
  return {
    state: storing ? "storing" : (demo?.state ?? "none"),
    customers: demo?.customers ?? null,
    seed: demo?.seed ?? null,
    sent: demo?.sent ?? 0,
    total: demo?.total ?? null,
    waiting: demo ? backlog.imported : 0,
    startedAt: demo?.started_at.toISOString() ?? null,
    finishedAt: demo?.finished_at?.toISOString() ?? null,
  };
}
