import { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import {
  exchangeRateBodySchema,
  exchangeRateListSchema,
  exchangeRateParamsSchema,
  exchangeRateSchema,
  settingsPatchSchema,
  settingsSchema,
} from "./contract.ts";
import { deleteExchangeRate, putExchangeRate, readExchangeRates, readSettings } from "./queries.ts";
import { writeSettings } from "./remembered.ts";

/** Settings and exchange rates over HTTP. */
export function settingsRoutes(app: App, { state, clock }: Context): void {
  app.get(
    "/api/v1/workspace",
    { config: { access: "workspace:read" }, schema: { response: { 200: settingsSchema } } },
    async () => readSettings(state),
  );
  app.patch(
    "/api/v1/workspace",
    {
      config: { access: "workspace:write" },
      schema: { body: settingsPatchSchema, response: { 200: settingsSchema } },
    },
    async (request) => writeSettings(state, request.body, clock.now()),
  );
  rateRoutes(app, { state });
}

function rateRoutes(app: App, { state }: Pick<Context, "state">): void {
  app.get(
    "/api/v1/workspace/exchange-rates",
    { config: { access: "workspace:read" }, schema: { response: { 200: exchangeRateListSchema } } },
    async () => ({ currency: (await readSettings(state)).currency, rates: await readExchangeRates(state) }),
  );
  app.put(
    "/api/v1/workspace/exchange-rates/:currency/:fromDay",
    {
      config: { access: "workspace:write" },
      schema: {
        params: exchangeRateParamsSchema,
        body: exchangeRateBodySchema,
        response: { 200: exchangeRateSchema },
      },
    },
    async ({ params, body }) => {
      if (params.currency === (await readSettings(state)).currency) {
        throw new Problem("invalid", because("settings.own_currency", { currency: params.currency }), {
          field: "currency",
        });
      }
      await putExchangeRate(state, { ...params, ...body });
      return { ...params, ...body };
    },
  );
  app.delete(
    "/api/v1/workspace/exchange-rates/:currency/:fromDay",
    {
      config: { access: "workspace:write" },
      schema: { params: exchangeRateParamsSchema, response: { 204: z.null() } },
    },
    async ({ params }, reply) => {
      if (!(await deleteExchangeRate(state, params))) {
        const { currency, fromDay: day } = params;
        throw new Problem("not_found", because("settings.no_rate", { currency, day }));
      }
      return reply.code(204).send(null);
    },
  );
}
