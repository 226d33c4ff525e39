import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { MatchSettings, ModelAnswer, PreviewQuestion, SettingsAnswer } from "./model-contract.ts";
import { foreseen, model } from "./model.ts";
import { readMatchSettings, writeMatchSettings } from "./settings-store.ts";
import { matchesWake } from "./wake.ts";

const reads = { access: "profiles:read" } as const;
const writes = { access: "identity:write" } as const;

/** How matching is set, and what the last run learned. */
export function settingsRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/identity/matches/model",
    { config: reads, schema: { response: { 200: ModelAnswer } } },
    () => model(context),
  );
  app.get(
    "/api/v1/identity/matches/settings",
    { config: reads, schema: { response: { 200: SettingsAnswer } } },
    async () => foreseen(context, await readMatchSettings(context.state)),
  );
  app.put(
    "/api/v1/identity/matches/settings",
    {
      config: writes,
      schema: { body: MatchSettings, querystring: PreviewQuestion, response: { 200: SettingsAnswer } },
    },
    async ({ body, query }) => {
      if (body.lower > body.upper) {
        throw new Problem("invalid", because("matches.thresholds"), { field: "lower" });
      }
      const answer = await foreseen(context, body);
      if (query.preview === "true") return answer;
      await writeMatchSettings(context.state, body);
      matchesWake.wake();
      return answer;
    },
  );
}
