import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { Delivery, Webhook, WebhookBody } from "./webhook-contract.ts";
import type { Sent } from "./deliver.ts";
import "./tables.ts";

/** Tries that are kept for each webhook. */
const KEPT = 1000;
const LISTED = 100;

type Row = Omit<Webhook, "createdAt" | "lastDelivery"> & {
  readonly createdAt: Date;
  readonly lastAt: Date | null;
  readonly lastOk: boolean | null;
};

/** The webhooks, or the one of a number. */
export async function readWebhooks(state: State, id: number | null = null): Promise<Webhook[]> {
  const { rows } = await sql<Row>`
    SELECT w.id, w.name, w.url, w.segments, w.active, w.created_at AS "createdAt", w.created_by AS "createdBy",
      (SELECT coalesce(sum(jsonb_array_length(o.moves)), 0) FROM segment_outbox o WHERE o.webhook_id = w.id)::int AS waiting,
      d.at AS "lastAt", d.ok AS "lastOk"
    FROM segment_webhook w LEFT JOIN LATERAL (
      SELECT at, problem IS NULL AS ok FROM segment_delivery WHERE webhook_id = w.id ORDER BY id DESC LIMIT 1
    ) d ON true
    WHERE ${id}::integer IS NULL OR w.id = ${id} ORDER BY lower(w.name), w.id LIMIT 500`.execute(state);
  return rows.map(({ createdAt, lastAt, lastOk, ...webhook }) => ({
    ...webhook,
    createdAt: createdAt.toISOString(),
    lastDelivery: lastAt === null ? null : { at: lastAt.toISOString(), ok: lastOk === true },
  }));
}

/** The webhook of a number. @throws Problem `not_found` */
export async function readWebhook(state: State, id: number): Promise<Webhook> {
  const [found] = await readWebhooks(state, id);
  if (!found) throw new Problem("not_found", because("segments.no_webhook"));
  return found;
}

/** Makes a webhook with a new secret. */
export async function insertWebhook(
  state: State,
  given: WebhookBody,
  said: { readonly by: string; readonly at: Date },
): Promise<{ id: number; secret: string }> {
  const secret = `whsec_${randomBytes(24).toString("base64url")}`;
  const { id } = await state
    .insertInto("segment_webhook")
    .values({ ...given, secret, created_at: said.at, created_by: said.by })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, secret };
}

/** Changes it. @throws Problem `not_found` */
export async function updateWebhook(state: State, id: number, given: WebhookBody): Promise<void> {
  await readWebhook(state, id);
  await state.updateTable("segment_webhook").set(given).where("id", "=", id).execute();
}

/** Forgets it with all that waits for it. @throws Problem `not_found` */
export async function deleteWebhook(state: State, id: number): Promise<void> {
  await readWebhook(state, id);
  await state.deleteFrom("segment_webhook").where("id", "=", id).execute();
}

/** The secret that signs what a webhook is sent. */
export async function secretOf(state: State, id: number): Promise<string> {
  const row = await state
    .selectFrom("segment_webhook")
    .select("secret")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.secret ?? "";
}

/** Logs a try, and lets the oldest go. */
export async function logDelivery(
  state: State | StateTransaction,
  tried: Pick<Delivery, "moves" | "attempt" | "test"> & { readonly webhookId: number; readonly at: Date },
  { status, problem, milliseconds }: Sent,
): Promise<number> {
  const { webhookId: webhook_id, at, moves, attempt, test } = tried;
  const { id } = await state
    .insertInto("segment_delivery")
    .values({ webhook_id, at, moves, attempt, test, status, problem, milliseconds })
    .returning("id")
    .executeTakeFirstOrThrow();
  await sql`
    DELETE FROM segment_delivery WHERE webhook_id = ${webhook_id} AND id <= (
      SELECT id FROM segment_delivery WHERE webhook_id = ${webhook_id} ORDER BY id DESC OFFSET ${KEPT} LIMIT 1)`.execute(
    state,
  );
  return id;
}

/** The last tries of a webhook, the latest first. */
export async function deliveriesOf(state: State, webhookId: number): Promise<Delivery[]> {
  const rows = await state
    .selectFrom("segment_delivery")
    .select(["id", "at", "moves", "attempt", "status", "problem", "milliseconds", "test"])
    .where("webhook_id", "=", webhookId)
    .orderBy("id", "desc")
    .limit(LISTED)
    .execute();
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Webhooks that name a segment. */
export async function webhooksNaming(state: State, segment: number): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    SELECT id, name FROM segment_webhook WHERE ${segment} = ANY(segments) ORDER BY lower(name)`.execute(
    state,
  );
  return rows;
}
