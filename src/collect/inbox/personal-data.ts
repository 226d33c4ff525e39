import type { Context } from "../../core/context.ts";
import type { PersonalData, Subject } from "../../core/capability.ts";
import type { JsonObject } from "../../core/json.ts";
import { bound, sql } from "../../core/sql.ts";
import type { Sql } from "../../core/sql.ts";
import { eraseFacts } from "./erase-facts-queries.ts";
import { eraseWaiting } from "./erase-waiting.ts";

/** Events of one customer that one export holds; far more than a person makes. */
const MOST = 1_000_000;

function ofSubject(subject: Subject): Sql {
  return sql`handle_id IN ${bound("Array(UInt64)", subject.handles)}`;
}

/** Facts that the pipeline writes of customers, and refused events that name them. */
export const personalData: PersonalData = {
  holds: "Events, orders and refunds with whatever was sent with them; beginnings of refused events.",
  tables: [
    "event",
    "order",
    "order_figure",
    "refund",
    "receipt",
    "inbox",
    "resolved_batch",
    "rejected_event",
    "order_history",
  ],
  async export(context, subject) {
    const where = ofSubject(subject);
    const [event, order, refund] = await Promise.all([
      context.facts.query<JsonObject>(sql`SELECT * FROM event WHERE ${where} ORDER BY at LIMIT ${MOST}`),
      context.facts.query<JsonObject>(
        sql`SELECT * FROM \`order\` FINAL WHERE ${where} ORDER BY at LIMIT ${MOST}`,
      ),
      context.facts.query<JsonObject>(
        sql`SELECT * FROM refund FINAL WHERE ${where} ORDER BY at LIMIT ${MOST}`,
      ),
    ]);
    return { events: event, orders: order, refunds: refund };
  },
  async erase(context, subject) {
    // First what is found by the identifiers in the events, then the events.
    const known = new Set(subject.identifiers?.map((value) => value.toLowerCase()));
    await eraseWaiting(context, known);
    await eraseRejected(context, subject, known);
    await eraseOrderHistory(context, subject);
    await eraseFacts(context.facts, ofSubject(subject));
  },
};

/** Shorter identifiers are looked for in quotation marks only: "7" stands in too much. */
const TELLING = 6;

/** Refused events belong to nobody, but what came may name somebody whom the stored events name. */
async function eraseRejected(context: Context, subject: Subject, known: ReadonlySet<string>): Promise<void> {
  const rows = await context.facts.query<{ id: string }>(sql`
    SELECT DISTINCT arrayJoin([user_id, anonymous_id]) AS id FROM event
    WHERE ${ofSubject(subject)} AND id != '' LIMIT 10000`);
  for (const id of new Set([...known, ...rows.map((row) => row.id.toLowerCase())])) {
    const quoted = JSON.stringify(id);
    const wanted = id.length < TELLING ? quoted : quoted.slice(1, -1);
    await context.state
      .deleteFrom("rejected_event")
      .where((where) => {
        const excerpt = where.fn<string>("lower", ["excerpt"]);
        return where(where.fn<number>("strpos", [excerpt, where.val(wanted)]), ">", 0);
      })
      .execute();
  }
}

async function eraseOrderHistory(context: Context, subject: Subject): Promise<void> {
  const rows = await context.facts.query<{ shop: string; order_id: string }>(sql`
    SELECT DISTINCT shop, order_id FROM event WHERE ${ofSubject(subject)} AND order_id != '' LIMIT 100000`);
  for (const { shop, order_id: orderId } of rows) {
    await context.state
      .deleteFrom("order_history")
      .where("shop", "=", shop)
      .where("order_id", "=", orderId)
      .execute();
  }
}
