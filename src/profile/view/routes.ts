import { Readable } from "node:stream";
import { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { ProfileFigures } from "../../core/figures-port.ts";
import {
  CustomerAnswer,
  CustomerSegmentsAnswer,
  CustomersAnswer,
  CustomersQuestion,
  OrdersAnswer,
  OrdersQuestion,
  TimelineAnswer,
  TimelineQuestion,
} from "./contract.ts";
import { customer, openProfile, sourceNames } from "./customer.ts";
import { customers, customersCsv } from "./customers.ts";
import { ordersOf } from "./order-queries.ts";
import { segmentNames, segmentsOf } from "../segments/index.ts";
import { timeline, type StoryEvent } from "./timeline-queries.ts";

const Id = z.object({ id: z.string().max(40) });

/** The customers' pages: list, export, one customer, timeline, orders. */
export function customerRoutes(app: App, context: Context, figures: ProfileFigures): void {
  app.get(
    "/api/v1/customers",
    {
      config: { access: "profiles:read" },
      schema: { querystring: CustomersQuestion, response: { 200: CustomersAnswer } },
    },
    (request) => customers(context, figures, request.query),
  );
  app.get(
    "/api/v1/customers.csv",
    { config: { access: "profiles:export" }, schema: { querystring: CustomersQuestion } },
    (request, reply) =>
      reply
        .header("content-disposition", 'attachment; filename="customers.csv"')
        .type("text/csv; charset=utf-8")
        .send(Readable.from(customersCsv(context, figures, request.query))),
  );
  app.get(
    "/api/v1/customers/:id",
    { config: { access: "profiles:read" }, schema: { params: Id, response: { 200: CustomerAnswer } } },
    (request) => customer(context, figures, request.params.id),
  );
  storyRoutes(app, context);
}

/** A move tells of its segment by the name that it has now. */
function titleOf({ properties }: StoryEvent, segments: ReadonlyMap<number, string>): string {
  return segments.get(Number(properties["segment"])) ?? "";
}

function storyRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/customers/:id/timeline",
    {
      config: { access: "profiles:read" },
      schema: { params: Id, querystring: TimelineQuestion, response: { 200: TimelineAnswer } },
    },
    async (request) => {
      const { handles } = await openProfile(context, request.params.id);
      const ids = handles.map((handle) => handle.id);
      const segments = await segmentNames(context.state);
      const shown = { signal: request.signal, segments: [...segments.keys()] };
      const [story, names] = await Promise.all([
        timeline(context.facts, ids, request.query, shown),
        sourceNames(context),
      ]);
      const named = new Map<number, string>(names);
      const events = story.events.map((event) => ({
        ...event,
        pageTitle: event.kind === "segment" ? titleOf(event, segments) : event.pageTitle,
        sourceName: named.get(event.sourceId) ?? null,
      }));
      return { events, next: story.next };
    },
  );
  app.get(
    "/api/v1/customers/:id/orders",
    {
      config: { access: "profiles:read" },
      schema: { params: Id, querystring: OrdersQuestion, response: { 200: OrdersAnswer } },
    },
    async (request) => {
      const { handles } = await openProfile(context, request.params.id);
      return ordersOf(
        context.facts,
        handles.map((handle) => handle.id),
        request.query,
        { signal: request.signal },
      );
    },
  );
  app.get(
    "/api/v1/customers/:id/segments",
    {
      config: { access: "profiles:read" },
      schema: { params: Id, response: { 200: CustomerSegmentsAnswer } },
    },
    async (request) => {
      const { id } = await openProfile(context, request.params.id);
      const segments = await segmentsOf(context, id);
      return { segments: segments.map((one) => ({ ...one, since: new Date(one.since).toISOString() })) };
    },
  );
}
