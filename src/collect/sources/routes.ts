import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { asId } from "../../core/ids.ts";
import type { SourceId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { changeSource, deleteSource, rotateKey, rotateSecret } from "./changes.ts";
import {
  addSourceSchema,
  changeSourceSchema,
  firstEventSchema,
  latestQuerySchema,
  liveEventsSchema,
  rejectedQuerySchema,
  rejectedSchema,
  rotateKeySchema,
  sourceListSchema,
  sourceParamsSchema,
  sourceSchema,
} from "./contract.ts";
import type { SourceView } from "./contract.ts";
import { firstEvent, latestEvents, rejectedEvents } from "./latest-queries.ts";
import { addSource, allSources, sourceById } from "./queries.ts";
import type { SourceActivity } from "./queries.ts";
import type { Source } from "./source.ts";

const PATH = "/api/v1/sources";
const READ = { access: "sources:read" } as const;
const WRITE = { access: "sources:write" } as const;
const HOUR = 3600 * 1000;

/** Sources: list, add, change, rotate, delete; what came from each lately. */
export function sourceRoutes(app: App, context: Context): void {
  listRoutes(app, context);
  changeRoutes(app, context);
  latestRoutes(app, context);
}

function listRoutes(app: App, { state }: Context): void {
  app.get(`${PATH}`, { config: READ, schema: { response: { 200: sourceListSchema } } }, async (request) => ({
    sources: (await allSources(state)).map((source) => present(source, request)),
  }));
  app.post(
    PATH,
    { config: WRITE, schema: { body: addSourceSchema, response: { 201: sourceSchema } } },
    async (request, reply) => {
      const source = await addSource(state, request.body);
      const nothing = { events: 0, rejected: 0, lastEventAt: null };
      return reply.code(201).send(present({ ...source, ...nothing }, request));
    },
  );
  app.get(
    `${PATH}/:id`,
    { config: READ, schema: { params: sourceParamsSchema, response: { 200: sourceSchema } } },
    async (request) => shown(state, idOf(request.params), request),
  );
}

function changeRoutes(app: App, { state, clock }: Context): void {
  app.patch(
    `${PATH}/:id`,
    {
      config: WRITE,
      schema: { params: sourceParamsSchema, body: changeSourceSchema, response: { 200: sourceSchema } },
    },
    async (request) => {
      const id = idOf(request.params);
      if (!(await changeSource(state, id, request.body, clock.now()))) throw missing(id);
      return shown(state, id, request);
    },
  );
  app.post(
    `${PATH}/:id/rotate-key`,
    {
      config: WRITE,
      schema: { params: sourceParamsSchema, body: rotateKeySchema, response: { 200: sourceSchema } },
    },
    async (request) => {
      const id = idOf(request.params);
      const { graceHours } = request.body;
      const until = graceHours === 0 ? null : clock.now() + graceHours * HOUR;
      if (!(await rotateKey(state, id, until))) throw missing(id);
      return shown(state, id, request);
    },
  );
  app.post(
    `${PATH}/:id/rotate-secret`,
    { config: WRITE, schema: { params: sourceParamsSchema, response: { 200: sourceSchema } } },
    async (request) => {
      const id = idOf(request.params);
      if (!(await rotateSecret(state, id))) throw missing(id);
      return shown(state, id, request);
    },
  );
  app.delete(
    `${PATH}/:id`,
    { config: WRITE, schema: { params: sourceParamsSchema, response: { 204: z.null() } } },
    async (request, reply) => {
      const id = idOf(request.params);
      if (!(await deleteSource(state, id))) throw missing(id);
      return reply.code(204).send(null);
    },
  );
}

function latestRoutes(app: App, context: Context): void {
  const { state } = context;
  app.get(
    `${PATH}/:id/events`,
    {
      config: READ,
      schema: {
        params: sourceParamsSchema,
        querystring: latestQuerySchema,
        response: { 200: liveEventsSchema },
      },
    },
    async ({ params, query }) => latestEvents(context, (await existing(state, params)).id, query.limit),
  );
  app.get(
    `${PATH}/:id/rejected`,
    {
      config: READ,
      schema: {
        params: sourceParamsSchema,
        querystring: rejectedQuerySchema,
        response: { 200: rejectedSchema },
      },
    },
    async ({ params, query }) => rejectedEvents(state, (await existing(state, params)).id, query),
  );
  app.get(
    `${PATH}/:id/first-event`,
    { config: READ, schema: { params: sourceParamsSchema, response: { 200: firstEventSchema } } },
    async ({ params }) => firstEvent(context, await existing(state, params)),
  );
}

type State = Context["state"];

async function existing(state: State, params: { id: number }): Promise<Source> {
  const source = await sourceById(state, idOf(params));
  if (!source) throw missing(idOf(params));
  return source;
}

async function shown(state: State, id: SourceId, request: FastifyRequest): Promise<SourceView> {
  const source = (await allSources(state)).find((one) => one.id === id);
  if (!source) throw missing(id);
  return present(source, request);
}

function idOf(params: { id: number }): SourceId {
  return asId<SourceId>(params.id);
}

function missing(id: number): Problem {
  return new Problem("not_found", because("sources.not_found", { id: String(id) }), { field: "id" });
}

/** Who may only read must not be able to send in a server's name. */
function present(source: Source & SourceActivity, request: FastifyRequest): SourceView {
  const maySend = request.actor?.permissions.has("sources:write") ?? false;
  return {
    id: source.id,
    name: source.name,
    kind: source.kind,
    trust: source.trust,
    shop: source.shop,
    writeKey: maySend ? source.writeKey : null,
    signingSecret: maySend ? source.secret : null,
    oldKeyUntil: isoOf(source.oldKeyUntil),
    createdAt: new Date(source.createdAt).toISOString(),
    disabledAt: isoOf(source.disabledAt),
    events: source.events,
    rejected: source.rejected,
    lastEventAt: source.lastEventAt?.toISOString() ?? null,
  };
}

function isoOf(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
