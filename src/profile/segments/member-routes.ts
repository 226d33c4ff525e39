import { Readable } from "node:stream";
import type { App } from "../../core/capability.ts";
import { saidBy } from "../../identify/graph/index.ts";
import { checkKept } from "./check.ts";
import { fill } from "./change.ts";
import {
  ExplainBody,
  ExplainParams,
  HistoryQuestion,
  ListBody,
  MembersFileQuestion,
  MembersQuestion,
  OverlapBody,
  SegmentParams,
  SizesQuestion,
} from "./asked-contract.ts";
import { ExplainAnswer, ListAnswer, MembersAnswer, OverlapAnswer } from "./contract.ts";
import { HistoryAnswer, SizesAnswer } from "./size-contract.ts";
import { explain, explainKept } from "./explain.ts";
import { history, overlap, sizesByDay } from "./history.ts";
import { members, membersCsv } from "./members.ts";
import { readSegment } from "./segment-store.ts";
import type { World } from "./world.ts";

const sizes = { access: "segments:read" } as const;
const customers = { access: "profiles:read" } as const;
const writes = { access: "segments:write" } as const;
const ROOT = "/api/v1/segments";
const ONE = `${ROOT}/:id`;

/** Who is in a segment, since when and why; who was put on a list by hand. */
export function memberRoutes(app: App, world: World): void {
  const params = SegmentParams;
  app.get(
    `${ONE}/members`,
    { config: customers, schema: { params, querystring: MembersQuestion, response: { 200: MembersAnswer } } },
    ({ params: { id }, query }) => members(world, id, query),
  );
  const exports = { access: "profiles:export" } as const;
  app.get(
    `${ONE}/members.csv`,
    { config: exports, schema: { params, querystring: MembersFileQuestion } },
    async ({ params: { id }, query }, reply) => {
      await readSegment(world.state, id);
      return reply
        .header("content-disposition", `attachment; filename="segment-${id}.csv"`)
        .type("text/csv; charset=utf-8")
        .send(Readable.from(membersCsv(world, id, query.q)));
    },
  );
  app.get(
    `${ONE}/explain/:customer`,
    { config: customers, schema: { params: ExplainParams, response: { 200: ExplainAnswer } } },
    ({ params: { id, customer } }) => explainKept(world, id, customer),
  );
  app.post(
    `${ROOT}/explain`,
    { config: customers, schema: { body: ExplainBody, response: { 200: ExplainAnswer } } },
    async ({ body }) => {
      await checkKept(world, body.rule);
      return explain(world, body.rule, body.customer);
    },
  );
  app.get(
    `${ONE}/history`,
    { config: sizes, schema: { params, querystring: HistoryQuestion, response: { 200: HistoryAnswer } } },
    ({ params: { id }, query }) => history(world, id, query),
  );
  app.get(
    `${ROOT}/sizes`,
    { config: sizes, schema: { querystring: SizesQuestion, response: { 200: SizesAnswer } } },
    ({ query }) => sizesByDay(world, query.days),
  );
  app.post(
    `${ROOT}/overlap`,
    { config: sizes, schema: { body: OverlapBody, response: { 200: OverlapAnswer } } },
    ({ body }) => overlap(world, body.segments),
  );
  for (const [verb, on] of [
    ["add", true],
    ["remove", false],
  ] as const) {
    app.post(
      `${ONE}/list/${verb}`,
      { config: writes, schema: { params, body: ListBody, response: { 200: ListAnswer } } },
      ({ params: { id }, body, actor }) => fill(world, id, body, { by: saidBy(actor), on }),
    );
  }
}
