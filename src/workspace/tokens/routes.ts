import { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { addTokenSchema, newTokenSchema, tokenListSchema, tokenParamsSchema } from "./contract.ts";
import { addToken, listTokens } from "./queries.ts";
import { endToken } from "./remembered.ts";

/** Tokens over HTTP. */
export function tokenRoutes(app: App, { state, clock }: Context): void {
  app.get(
    "/api/v1/tokens",
    { config: { access: "tokens:write" }, schema: { response: { 200: tokenListSchema } } },
    async () => ({ tokens: await listTokens(state) }),
  );
  app.post(
    "/api/v1/tokens",
    {
      config: { access: "tokens:write" },
      schema: { body: addTokenSchema, response: { 201: newTokenSchema } },
    },
    async ({ body, actor }, reply) => {
      const beyond = body.scopes.find((scope) => !actor?.permissions.has(scope));
      if (beyond !== undefined) {
        throw new Problem("forbidden", because("tokens.beyond_own", { scopes: [beyond] }), {
          field: "scopes",
        });
      }
      return reply.code(201).send(await addToken(state, body, clock.now()));
    },
  );
  app.delete(
    "/api/v1/tokens/:id",
    {
      config: { access: "tokens:write" },
      schema: { params: tokenParamsSchema, response: { 204: z.null() } },
    },
    async ({ params }, reply) => {
      if (!(await endToken(state, params.id, clock.now()))) {
        throw new Problem("not_found", because("tokens.not_found"));
      }
      return reply.code(204).send(null);
    },
  );
}
