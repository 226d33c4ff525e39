import { Readable } from "node:stream";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { CountedOrders } from "../../core/counted-orders-port.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import { waitingAnswers } from "../matches/index.ts";
import { behind } from "./behind.ts";
import {
  QualityAnswer,
  QualityCustomers,
  QualityQuestion,
  QualitySetQuestion,
  SharedDevices,
  SharedDevicesQuestion,
  type Quality,
} from "./contract.ts";
import { countSharedDevices } from "./device-queries.ts";
import { behindCsv, firstPage } from "./export.ts";
import { qualityFigures } from "./figures.ts";
import { conflictsByReason, countMerges, mergesByDay } from "./flow-queries.ts";
import { DAYS } from "./period.ts";
import { listSharedDevices } from "./shared-devices.ts";
import { distribution } from "./sizes.ts";
import { workedOut } from "./worked-out.ts";

const config = { access: "profiles:read" } as const;

/** How well it is known who is who, the customers behind it, and the devices that many use. */
export function qualityRoutes(app: App, context: Context, orders: CountedOrders): void {
  app.get(
    "/api/v1/identity/quality",
    {
      config: { access: "figures:read" },
      schema: { querystring: QualityQuestion, response: { 200: QualityAnswer } },
    },
    ({ query }) => quality(context, orders, query.asOf),
  );
  app.get(
    "/api/v1/identity/quality/customers",
    { config, schema: { querystring: QualitySetQuestion, response: { 200: QualityCustomers } } },
    async ({ query }) => behind(context, await workedOut(context, orders, query.asOf), query),
  );
  app.get(
    "/api/v1/identity/quality/customers.csv",
    { config: { access: "profiles:export" }, schema: { querystring: QualitySetQuestion } },
    async ({ query }, reply) => {
      const worked = await workedOut(context, orders, query.asOf);
      // The first page is read before the answer begins, so that what goes wrong is still an error.
      const first = await firstPage(context, worked, query);
      return reply
        .header("content-disposition", `attachment; filename="${query.set}.csv"`)
        .type("text/csv; charset=utf-8")
        .send(Readable.from(behindCsv(context, worked, query, first)));
    },
  );
  app.get(
    "/api/v1/identity/shared-devices",
    { config, schema: { querystring: SharedDevicesQuestion, response: { 200: SharedDevices } } },
    ({ query }) => listSharedDevices(context.state, query),
  );
}

async function quality(context: Context, orders: CountedOrders, asOf: string | undefined): Promise<Quality> {
  const { state } = context;
  const [worked, { timeZone }] = await Promise.all([workedOut(context, orders, asOf), readSettings(state)]);
  const { period, types } = worked;
  const [merges, days, conflicts, devices, reviewQueue] = await Promise.all([
    countMerges(state, period),
    mergesByDay(state, period, timeZone),
    conflictsByReason(state, period),
    countSharedDevices(state, types),
    waitingAnswers(state),
  ]);
  return {
    asOf: new Date(period.to).toISOString(),
    timeZone,
    days: DAYS,
    figures: qualityFigures(worked, { merges, conflicts, sharedDevices: devices, reviewQueue }),
    identifiers: distribution(worked.identifiers.sizes),
    merges: days,
    conflicts,
  };
}
