import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { conflictsOf } from "./conflicts.ts";
import { ConflictsAnswer, ConflictsQuestion } from "./contract.ts";

/** What the rules refused, over HTTP. */
export function conflictRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/identity/conflicts",
    {
      config: { access: "profiles:read" },
      schema: { querystring: ConflictsQuestion, response: { 200: ConflictsAnswer } },
    },
    ({ query }) => conflictsOf(context, query),
  );
}
