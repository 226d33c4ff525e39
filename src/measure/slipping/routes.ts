import { Readable } from "node:stream";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { SlippingAnswer, slippingQuestion } from "./contract.ts";
import { firstPage, slippingCsv } from "./export.ts";
import { slippingList } from "./slipping.ts";

/** Who slips away, as pages and as a file. */
export function slippingRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/figures/slipping",
    {
      config: { access: "profiles:read" },
      schema: { querystring: slippingQuestion, response: { 200: SlippingAnswer } },
    },
    (request) => slippingList(context, request.query),
  );
  app.get(
    "/api/v1/figures/slipping.csv",
    { config: { access: "profiles:export" }, schema: { querystring: slippingQuestion } },
    async (request, reply) => {
      // Read before the answer begins, so that a wrong question is still an error.
      const first = await firstPage(context, request.query);
      return reply
        .header("content-disposition", 'attachment; filename="slipping.csv"')
        .type("text/csv; charset=utf-8")
        .send(Readable.from(slippingCsv(context, request.query, first)));
    },
  );
}
