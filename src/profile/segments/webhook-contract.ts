/** Webhooks that tell of who enters and leaves segments: what their pages ask and get. */
import { z } from "zod";
import { Name } from "./name-contract.ts";

const Url = z.url({ protocol: /^https?$/ }).max(2000);
const Segments = z.array(z.int()).max(100).describe("Of which segments; none for all.");

/** Whom to tell of which moves. */
export const WebhookBody = z.object({
  name: Name,
  url: Url,
  segments: Segments.default([]),
  active: z.boolean().default(true),
});

/** Whom to tell of which moves. */
export type WebhookBody = z.infer<typeof WebhookBody>;

/** A webhook as it is kept; its secret is shown once, when it is made. */
export const Webhook = WebhookBody.required().extend({
  id: z.int(),
  createdAt: z.string(),
  createdBy: z.string(),
  waiting: z.int().describe("Moves that wait to be told."),
  lastDelivery: z.object({ at: z.string(), ok: z.boolean() }).nullable(),
});

/** A webhook as it is kept. */
export type Webhook = z.infer<typeof Webhook>;

/** A new webhook, with the secret that signs what it sends. */
export const NewWebhook = Webhook.extend({ secret: z.string() });

/** All webhooks. */
export const WebhooksAnswer = z.object({ webhooks: z.array(Webhook) });

/** A webhook's number in a path. */
export const WebhookParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

/** One try to deliver. */
export const Delivery = z.object({
  id: z.int(),
  at: z.string(),
  moves: z.int(),
  attempt: z.int(),
  /** The status that came back; null where none did. */
  status: z.int().nullable(),
  /** What went wrong: `status`, `private_address`, `timeout`, `unreachable`; null where it was taken. */
  problem: z.string().nullable(),
  milliseconds: z.int(),
  test: z.boolean(),
});

/** One try to deliver. */
export type Delivery = z.infer<typeof Delivery>;

/** The last 100 tries, the latest first. */
export const DeliveriesAnswer = z.object({ deliveries: z.array(Delivery) });
