import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { Actor } from "../../core/permission.ts";
import {
  AppliedAnswer,
  ApplyBody,
  PreviewAnswer,
  PreviewBody,
  RestoreBody,
  RulesAnswer,
} from "./contract.ts";
import { applyRules, previewRules, restoreRules, rulesNow, type Decider } from "./rule-changes.ts";

const RULES = "/api/v1/identity/rules";
const config = { access: "identity:write" } as const;

/** The rules of who is one customer: what they are, what others would do, and changing them. */
export function ruleRoutes(app: App, context: Context): void {
  app.get(RULES, { config: { access: "workspace:read" }, schema: { response: { 200: RulesAnswer } } }, () =>
    rulesNow(context),
  );
  app.post(
    `${RULES}/preview`,
    { config, schema: { body: PreviewBody, response: { 200: PreviewAnswer } } },
    ({ body }) => previewRules(context, body),
  );
  app.put(
    RULES,
    { config, schema: { body: ApplyBody, response: { 200: AppliedAnswer } } },
    ({ body, actor }) => applyRules(context, body, deciderOf(actor, body)),
  );
  app.post(
    `${RULES}/restore`,
    { config, schema: { body: RestoreBody, response: { 200: AppliedAnswer } } },
    ({ body, actor }) => restoreRules(context, body, deciderOf(actor, body)),
  );
}

/** By kind and number: names change, and people leave. */
function deciderOf(actor: Actor | null, { reason }: { readonly reason: string }): Decider {
  return { reason, by: actor ? `${actor.kind} ${actor.id}` : "" };
}
