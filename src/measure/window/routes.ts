import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { writeSettings } from "../../workspace/settings/index.ts";
import { WindowAnswer, windowChange, WindowsAnswer, windowsQuestion } from "./contract.ts";
import type { ActivityWindow } from "../basis/index.ts";
import { readBasis } from "../basis/index.ts";
import { windowChoices } from "./window.ts";

/** The activity window: what others would give, and the choice. */
export function windowRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/figures/windows",
    {
      config: { access: "figures:read" },
      schema: { querystring: windowsQuestion, response: { 200: WindowsAnswer } },
    },
    (request) => windowChoices(context, request.query),
  );
  app.put(
    "/api/v1/figures/window",
    {
      config: { access: "workspace:write" },
      schema: { body: windowChange, response: { 200: WindowAnswer } },
    },
    (request) => chooseWindow(context, request.body.days),
  );
}

async function chooseWindow(context: Context, days: number | null): Promise<{ window: ActivityWindow }> {
  const activityWindow = days === null ? null : { days };
  await writeSettings(context.state, { activityWindow }, context.clock.now());
  // Given back to the data, it is taken from the data at once, so that it stands.
  return { window: (await readBasis(context, {})).window };
}
