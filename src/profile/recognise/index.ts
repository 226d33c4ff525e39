import type { App, Capability } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { RecogniseAnswer, RecogniseBody } from "./contract.ts";
import { recognise } from "./recognise.ts";

function routes(app: App, context: Context): void {
  const config = { access: "profiles:read" } as const;
  const schema = { body: RecogniseBody, response: { 200: RecogniseAnswer } };
  app.post("/v1/recognise", { config, schema }, ({ body }) => recognise(context, body));
}

/** Answers who somebody is; what it tells, identity and traits hold. */
export const capability: Capability = { name: "profile/recognise", personalData: null, routes };
