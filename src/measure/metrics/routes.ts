import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { OverviewAnswer, overviewQuestion } from "./contract.ts";
import { overview } from "./overview.ts";

/** The overview over HTTP. */
export function metricsRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/figures/overview",
    {
      config: { access: "figures:read" },
      schema: { querystring: overviewQuestion, response: { 200: OverviewAnswer } },
    },
    (request) => overview(context, request.query),
  );
}
