import { z } from "zod";
import type { Reason } from "../../core/reason.ts";
import { MOST_ID } from "../../core/ids.ts";
import { wordsSchema } from "../../core/words-schema.ts";

/** What a source is; decides whom to believe unless a person says otherwise. */
export const SOURCE_KINDS = ["browser", "app", "server", "import", "connector"] as const;

/** One of {@link SOURCE_KINDS}. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Whom to believe: keys that stand in public are `claimed`. */
export const trustSchema = z.enum(["claimed", "trusted"]);

/** A source as lists and pages show it. */
export const sourceSchema = z.object({
  id: z.int(),
  name: z.string(),
  kind: z.enum(SOURCE_KINDS),
  trust: trustSchema,
  shop: z.string(),
  /** Null for those who may not write sources. */
  writeKey: z.string().nullable(),
  /** Signs user ids (HMAC-SHA-256, hex) as `context.identity_signature`; null for those who may not write sources. */
  signingSecret: z.string().nullable(),
  /** Until when the key before the last rotation still works. */
  oldKeyUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable(),
  /** Stored events, without duplicates and refused ones. */
  events: z.int(),
  rejected: z.int(),
  lastEventAt: z.iso.datetime().nullable(),
});

/** A source as lists and pages show it. */
export type SourceView = z.infer<typeof sourceSchema>;

/** All sources, oldest first. */
export const sourceListSchema = z.object({ sources: z.array(sourceSchema) });

const name = z.string().trim().min(1).max(100);
const shop = z
  .string()
  .trim()
  .regex(/^[\w.-]{1,60}$/, "sources.shop_format" satisfies Reason);

/** Makes a source. */
export const addSourceSchema = z.object({
  name,
  kind: z.enum(SOURCE_KINDS).default("server"),
  /** Defaults by kind: browser and app are claimed, the rest trusted. */
  trust: trustSchema.optional(),
  shop: shop.default("main"),
});

/** Makes a source. */
export type AddSource = z.input<typeof addSourceSchema>;

/** Changes a source: only what is given. */
export const changeSourceSchema = z.object({
  name: name.optional(),
  disabled: z.boolean().optional(),
});

/** Gives a source a new write key. */
export const rotateKeySchema = z.object({
  /** Hours that the old key goes on working; 0 stops it at once. */
  graceHours: z.int().min(0).max(2160).default(0),
});

/** One source, by its number in the path. */
export const sourceParamsSchema = z.object({ id: z.coerce.number().int().positive().max(MOST_ID) });

/** Pages of what came lately, the newest first. */
export const latestQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** An event as the live list shows it. */
export const liveEventSchema = z.object({
  messageId: z.string(),
  kind: z.string(),
  name: z.string(),
  at: z.string(),
  receivedAt: z.string(),
  userId: z.string(),
  anonymousId: z.string(),
  properties: z.string(),
  traits: z.string(),
  context: z.string(),
});

/** The latest events of a source. */
export const liveEventsSchema = z.object({ events: z.array(liveEventSchema) });

/** Pages of refused events; `before` is the `next` of the page before. */
export const rejectedQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.coerce.number().int().positive().max(MOST_ID).optional(),
  reason: z.string().max(60).optional(),
});

/** Refused events with their reasons, the newest first, and the counts by reason. */
export const rejectedSchema = z.object({
  events: z.array(
    z.object({
      id: z.int(),
      rejectedAt: z.iso.datetime(),
      reason: z.string(),
      field: z.string().nullable(),
      message: z.string(),
      fix: z.string(),
      /** By which the pages say message and fix in the reader's language. */
      because: wordsSchema.pick({ reason: true, values: true }).nullable(),
      excerpt: z.string(),
    }),
  ),
  reasons: z.array(z.object({ reason: z.string(), events: z.int(), lastAt: z.iso.datetime() })),
  next: z.int().nullable(),
});

/** Whether a first event came, for pages that wait for it. */
export const firstEventSchema = z.object({
  /** `received`: acknowledged, on its way; `stored`: can be asked for. */
  state: z.enum(["waiting", "received", "stored", "rejected"]),
  events: z.int(),
  rejected: z.int(),
});
