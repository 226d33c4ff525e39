import { Readable } from "node:stream";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { saidBy } from "../../identify/graph/index.ts";
import { FlowsAnswer, flowsQuestion, RfmAnswer, rfmQuestion } from "./contract.ts";
import { ListAnswer, listQuestion } from "./list-contract.ts";
import { ThresholdsAnswer, thresholdsChange } from "./thresholds-contract.ts";
import { customersCsv, firstPage, mapCsv } from "./export.ts";
import { flows } from "./flows.ts";
import { rfmCustomers } from "./list.ts";
import { rfm } from "./rfm.ts";
import { changeThresholds, thresholdsPage } from "./thresholds-change.ts";

const RFM = "/api/v1/figures/rfm";
const CSV = "text/csv; charset=utf-8";

/** Cells and tiers, the moves between them, the customers behind each, and the thresholds. */
export function rfmRoutes(app: App, context: Context): void {
  const config = { access: "figures:read" } as const;
  app.get(RFM, { config, schema: { querystring: rfmQuestion, response: { 200: RfmAnswer } } }, (request) =>
    rfm(context, request.query),
  );
  app.get(`${RFM}.csv`, { config, schema: { querystring: rfmQuestion } }, async (request, reply) =>
    reply
      .header("content-disposition", 'attachment; filename="rfm.csv"')
      .type(CSV)
      .send(mapCsv(await rfm(context, request.query))),
  );
  app.get(
    `${RFM}/flows`,
    { config, schema: { querystring: flowsQuestion, response: { 200: FlowsAnswer } } },
    (request) => flows(context, request.query),
  );
  customerRoutes(app, context);
  thresholdRoutes(app, context);
}

function customerRoutes(app: App, context: Context): void {
  app.get(
    `${RFM}/customers`,
    {
      config: { access: "profiles:read" },
      schema: { querystring: listQuestion, response: { 200: ListAnswer } },
    },
    (request) => rfmCustomers(context, request.query),
  );
  app.get(
    `${RFM}/customers.csv`,
    { config: { access: "profiles:export" }, schema: { querystring: listQuestion } },
    async (request, reply) => {
      // Read before the answer begins, so that a wrong question is still an error.
      const first = await firstPage(context, request.query);
      return reply
        .header("content-disposition", 'attachment; filename="rfm-customers.csv"')
        .type(CSV)
        .send(Readable.from(customersCsv(context, request.query, first)));
    },
  );
}

function thresholdRoutes(app: App, context: Context): void {
  app.get(
    `${RFM}/thresholds`,
    { config: { access: "figures:read" }, schema: { response: { 200: ThresholdsAnswer } } },
    () => thresholdsPage(context),
  );
  app.put(
    `${RFM}/thresholds`,
    {
      config: { access: "workspace:write" },
      schema: { body: thresholdsChange, response: { 200: ThresholdsAnswer } },
    },
    ({ body, actor }) => changeThresholds(context, body, saidBy(actor)),
  );
}
