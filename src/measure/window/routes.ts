import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { writeSettings } from "../../workspace/settings/index.ts";
import { WindowAnswer, windowChange, WindowsAnswer, windowsQuestion } from "./contract.ts";
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
    async (request) => windowChoices(context, request.query),
  );
  app.put(
    "/api/v1/figures/window",
    {
      config: { access: "workspace:write" },
      schema: { body: windowChange, response: { 200: WindowAnswer } },
    },
    async (request) => {
      const { days } = request.body;
      await writeSettings(
        context.state,
        { activityWindow: days === null ? null : { days } },
        context.clock.now(),
      );
      // Given back to the data, it is taken from the data at once, so that it stands.
      return { window: (await readBasis(context, {})).window };
    },
  );
}
