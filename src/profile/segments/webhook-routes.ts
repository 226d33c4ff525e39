import type { App } from "../../core/capability.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { saidBy } from "../../identify/graph/index.ts";
import { hostOf, leadsInside } from "./addresses.ts";
import { deliver } from "./deliver.ts";
import {
  DeliveriesAnswer,
  Delivery,
  NewWebhook,
  Webhook,
  WebhookBody,
  WebhookParams,
  WebhooksAnswer,
} from "./webhook-contract.ts";
import {
  deleteWebhook,
  deliveriesOf,
  insertWebhook,
  logDelivery,
  readWebhook,
  readWebhooks,
  secretOf,
  updateWebhook,
} from "./webhook-store.ts";
import type { World } from "./world.ts";

const reads = { access: "segments:read" } as const;
const writes = { access: "segments:write" } as const;
const ROOT = "/api/v1/segments/webhooks";
const ONE = `${ROOT}/:id`;

/** Webhooks that tell of entries and exits. */
export function webhookRoutes(app: App, world: World): void {
  const { state, clock } = world;
  app.get(ROOT, { config: reads, schema: { response: { 200: WebhooksAnswer } } }, async ({ actor }) => {
    const webhooks = await readWebhooks(state);
    const maySee = actor?.permissions.has("segments:write") ?? false;
    return { webhooks: maySee ? webhooks : webhooks.map((one) => ({ ...one, url: shortened(one.url) })) };
  });
  app.post(
    ROOT,
    { config: writes, schema: { body: WebhookBody, response: { 201: NewWebhook } } },
    async ({ body, actor }, reply) => {
      await refusePrivate(world, body);
      const { id, secret } = await insertWebhook(state, body, {
        by: saidBy(actor),
        at: new Date(clock.now()),
      });
      return reply.code(201).send({ ...(await readWebhook(state, id)), secret });
    },
  );
  const params = WebhookParams;
  app.put(
    ONE,
    { config: writes, schema: { params, body: WebhookBody, response: { 200: Webhook } } },
    async ({ params: { id }, body }) => {
      const { url } = await readWebhook(state, id);
      // What is paused is sent nothing: it may stay as it is.
      if (body.active || body.url !== url) await refusePrivate(world, body);
      await updateWebhook(state, id, body);
      return readWebhook(state, id);
    },
  );
  app.delete(ONE, { config: writes, schema: { params } }, async ({ params: { id } }, reply) => {
    await deleteWebhook(state, id);
    return reply.code(204).send();
  });
  app.get(
    `${ONE}/deliveries`,
    { config: reads, schema: { params, response: { 200: DeliveriesAnswer } } },
    async ({ params: { id } }) => {
      await readWebhook(state, id);
      return { deliveries: await deliveriesOf(state, id) };
    },
  );
  app.post(
    `${ONE}/test`,
    { config: writes, schema: { params, response: { 200: Delivery } } },
    ({ params: { id } }) => test(world, id),
  );
}

/**
 * Says so at once where an address would not be sent to; sending looks again, since names move.
 * @throws Problem `invalid`
 */
async function refusePrivate({ privateWebhooks }: World, { url }: WebhookBody): Promise<void> {
  const host = hostOf(url);
  if (privateWebhooks || !(await leadsInside(host))) return;
  throw new Problem("invalid", because("segments.private_address", { host }), { field: "url" });
}

/** Where an address leads, without what may be a secret in it. */
function shortened(url: string): string {
  return `${new URL(url).origin}/…`;
}

/** Sends a delivery that tells of nobody, and answers with what came of it. */
async function test({ state, clock, privateWebhooks }: World, id: number): Promise<Delivery> {
  const { url } = await readWebhook(state, id);
  const body = JSON.stringify({ type: "segment.moves", delivery: 0, test: true, moves: [] });
  const secret = await secretOf(state, id);
  const at = new Date(clock.now());
  const sent = await deliver({
    ...{ url, secret, body, delivery: "0", now: clock.now(), toPrivate: privateWebhooks },
  });
  const tried = { moves: 0, attempt: 1, test: true };
  const number = await logDelivery(state, { webhookId: id, at, ...tried }, sent);
  return { id: number, at: at.toISOString(), ...tried, ...sent };
}
