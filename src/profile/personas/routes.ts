import { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { MOST_ID } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import {
  JourneysAnswer,
  PersonaAnswer,
  PersonasAnswer,
  PersonaRun,
  PersonaSettings,
  type PersonaResult,
} from "./contract.ts";
import { DetailsAnswer, QuotesAnswer, QuotesQuestion } from "./details-contract.ts";
import { journeysOf } from "./journeys.ts";
import { quotesOf } from "./quotes.ts";
import { askForRun, endRun, lastDetails, lastResult, newestRun, resultsByMonth } from "./runs-store.ts";
import { readPersonaSettings, writePersonaSettings } from "./settings-store.ts";
import { personasWake } from "./wake.ts";

const reads = { access: "figures:read" } as const;
const writes = { access: "workspace:write" } as const;
const Id = z.object({ id: z.string().max(40) });

/** Personas over HTTP: all of them, one, what its customers did, how they are set, and runs. */
export function personaRoutes(app: App, context: Context): void {
  const { state } = context;
  app.get("/api/v1/personas", { config: reads, schema: { response: { 200: PersonasAnswer } } }, () =>
    personas(context),
  );
  app.get(
    "/api/v1/personas/:id",
    { config: reads, schema: { params: Id, response: { 200: PersonaAnswer } } },
    ({ params }) => persona(context, params.id),
  );
  app.get(
    "/api/v1/personas/:id/journeys",
    {
      config: { access: "profiles:read" },
      schema: { params: Id, response: { 200: JourneysAnswer } },
    },
    ({ params }) => journeysOf(context, params.id),
  );
  detailRoutes(app, context);
  app.put(
    "/api/v1/personas/settings",
    { config: writes, schema: { body: PersonaSettings, response: { 200: PersonaSettings } } },
    async ({ body }) => {
      await writePersonaSettings(state, body);
      return readPersonaSettings(state);
    },
  );
  runRoutes(app, context);
}

function detailRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/personas/:id/details",
    { config: reads, schema: { params: Id, response: { 200: DetailsAnswer } } },
    async ({ params }) => {
      const { leastSpeakers } = await readPersonaSettings(context.state);
      return { leastSpeakers, details: await lastDetails(context.state, params.id) };
    },
  );
  app.get(
    "/api/v1/personas/:id/quotes",
    {
      config: { access: "profiles:read" },
      schema: { params: Id, querystring: QuotesQuestion, response: { 200: QuotesAnswer } },
    },
    ({ params, query }) => quotesOf(context, params.id, query),
  );
}

function runRoutes(app: App, { state, clock }: Context): void {
  app.post(
    "/api/v1/personas/runs",
    { config: writes, schema: { response: { 202: PersonaRun } } },
    async ({ actor }, reply) => {
      const id = await askForRun(state, actor?.name ?? "", clock.now());
      const run = await newestRun(state);
      if (id === null || !run) throw new Problem("conflict", because("personas.running"), {});
      personasWake.wake();
      return reply.code(202).send(run);
    },
  );
  app.post(
    "/api/v1/personas/runs/:number/cancel",
    {
      config: writes,
      schema: {
        params: z.object({ number: z.coerce.number().int().min(1).max(MOST_ID) }),
        response: { 200: PersonaRun },
      },
    },
    async ({ params }) => {
      const ended = await endRun(state, params.number, "cancelled", clock.now());
      const run = await newestRun(state);
      if (!ended || !run) throw new Problem("conflict", because("personas.not_running"), {});
      return run;
    },
  );
}

async function personas({ state }: Context): Promise<PersonasAnswer> {
  const [settings, run, last] = await Promise.all([
    readPersonaSettings(state),
    newestRun(state),
    lastResult(state),
  ]);
  return { settings, run, result: last?.result ?? null };
}

async function persona({ state }: Context, id: string): Promise<PersonaAnswer> {
  const last = await lastResult(state);
  const found = personaIn(last?.result, id);
  if (!last || !found) throw new Problem("not_found", because("personas.none"), {});
  const months = await resultsByMonth(state, last.result.timeZone);
  return { result: last.result, persona: found, drift: months.flatMap((result) => thenOf(result, id)) };
}

function personaIn(result: PersonaResult | undefined, id: string) {
  return result?.personas.find((one) => one.id === id);
}

function thenOf(result: PersonaResult, id: string): PersonaAnswer["drift"] {
  const then = personaIn(result, id);
  if (!then) return [];
  const { customers, revenue } = then;
  const of = then.kind === "account" ? (result.accounts?.all.customers ?? 0) : result.customers;
  return [{ at: result.asOf, customers, share: customers / Math.max(of, 1), revenue }];
}
