import type { App } from "../../core/capability.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { saidBy } from "../../identify/graph/index.ts";
import type { Rule } from "../conditions/index.ts";
import { change, create, setAside } from "./change.ts";
import { bringBack, remove } from "./deleted.ts";
import {
  ChangeSegmentBody,
  CreateSegmentBody,
  PreviewBody,
  SegmentParams,
  SegmentsQuestion,
} from "./asked-contract.ts";
import { PreviewAnswer, Segment, SegmentsAnswer, SqlAnswer, UsesAnswer, VersionsAnswer } from "./contract.ts";
import { LibraryAnswer } from "./library-contract.ts";
import { FiguresAnswer } from "./figures-contract.ts";
import { READY_RULES } from "./library.ts";
import { preview } from "./preview.ts";
import { checkKept } from "./check.ts";
import { segment, segments, usesOf } from "./segments.ts";
import { readAnySegment } from "./segment-store.ts";
import { shownSql } from "./shown-queries.ts";
import { versionsOf } from "./shelf-store.ts";
import type { World } from "./world.ts";

const reads = { access: "segments:read" } as const;
const customers = { access: "profiles:read" } as const;
const writes = { access: "segments:write" } as const;
const ROOT = "/api/v1/segments";
const ONE = `${ROOT}/:id`;

/** Segments: listed, made, changed, put aside; and what is asked before that. */
export function segmentsRoutes(app: App, world: World): void {
  readRoutes(app, world);
  app.post(
    ROOT,
    { config: writes, schema: { body: CreateSegmentBody, response: { 201: Segment } } },
    async ({ body, actor }, reply) => {
      if (body.rule && !body.acceptCost) await refuseHeavy(world, body.rule);
      return reply.code(201).send(await create(world, body, saidBy(actor)));
    },
  );
  app.patch(
    ONE,
    {
      config: writes,
      schema: { params: SegmentParams, body: ChangeSegmentBody, response: { 200: Segment } },
    },
    async ({ params, body, actor }) => {
      if (body.rule && !body.acceptCost) await refuseHeavy(world, body.rule);
      return change(world, params.id, body, saidBy(actor));
    },
  );
  for (const [verb, aside] of [
    ["archive", true],
    ["restore", false],
  ] as const) {
    app.post(
      `${ONE}/${verb}`,
      { config: writes, schema: { params: SegmentParams, response: { 200: Segment } } },
      ({ params, actor }) => setAside(world, params.id, aside, saidBy(actor)),
    );
  }
  app.delete(ONE, { config: writes, schema: { params: SegmentParams } }, async ({ params, actor }, reply) => {
    await remove(world, params.id, saidBy(actor));
    return reply.code(204).send();
  });
  app.post(
    `${ONE}/undelete`,
    { config: writes, schema: { params: SegmentParams, response: { 200: Segment } } },
    ({ params }) => bringBack(world, params.id),
  );
}

function readRoutes(app: App, world: World): void {
  app.get(
    ROOT,
    { config: reads, schema: { querystring: SegmentsQuestion, response: { 200: SegmentsAnswer } } },
    ({ query }) => segments(world, query),
  );
  app.get(`${ROOT}/library`, { config: reads, schema: { response: { 200: LibraryAnswer } } }, async () => ({
    ready: [...READY_RULES],
  }));
  app.get(`${ROOT}/figures`, { config: reads, schema: { response: { 200: FiguresAnswer } } }, async () => ({
    figures: world.figures.names.map(({ name, kind, values }) => ({
      ...{ name, kind },
      ...(values && { values: [...values] }),
    })),
  }));
  app.post(
    `${ROOT}/preview`,
    // How many meet any rule at all says, rule by rule, whatever is stored of one customer.
    { config: customers, schema: { body: PreviewBody, response: { 200: PreviewAnswer } } },
    async ({ body, signal }) => {
      await checkKept(world, body.rule);
      return preview(world, body.rule, { examples: true, signal });
    },
  );
  const one = { params: SegmentParams };
  app.get(ONE, { config: reads, schema: { ...one, response: { 200: Segment } } }, ({ params }) =>
    segment(world, params.id),
  );
  app.get(`${ONE}/sql`, { config: reads, schema: { ...one, response: { 200: SqlAnswer } } }, ({ params }) =>
    shownSql(world, params.id),
  );
  app.get(
    `${ONE}/versions`,
    { config: reads, schema: { ...one, response: { 200: VersionsAnswer } } },
    async ({ params }) => {
      await readAnySegment(world.state, params.id);
      return { versions: await versionsOf(world.state, params.id) };
    },
  );
  app.get(
    `${ONE}/uses`,
    { config: reads, schema: { ...one, response: { 200: UsesAnswer } } },
    async ({ params }) => ({ uses: await usesOf(world, params.id) }),
  );
}

/** @throws Problem `conflict` where keeping the rule up to date would cost too much */
async function refuseHeavy(world: World, rule: Rule): Promise<void> {
  await checkKept(world, rule);
  const { cost } = await preview(world, rule, { examples: false });
  if (!cost.heavy) return;
  const seconds = Math.round(cost.milliseconds / 1000);
  throw new Problem("conflict", because("segments.too_costly", { seconds }), { field: "rule" });
}
