/** The story of one customer, newest first, from the events of all handles. */
import type { AskOptions, Facts } from "../../core/facts.ts";
import type { HandleId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import type { Item } from "../../core/rows.ts";
import { bound, instant, join, sql, type Sql } from "../../core/sql.ts";
import { sentProperties } from "../../collect/enrich/index.ts";
import type { TIMELINE_KINDS, TimelineEvent, TimelineQuestion } from "./contract.ts";

type Kind = (typeof TIMELINE_KINDS)[number];
type Cursor = { at: number; messageId: string };

/** Which events a filter of the timeline shows; the four together are all. */
const KINDS: Record<Kind, Sql> = {
  orders: sql`(kind = 'track' AND name LIKE 'Order %')`,
  visits: sql`(kind IN ('page', 'screen') OR (kind = 'track' AND match(name, '^(Product|Products|Cart|Checkout|Promotion|Wishlist) ')))`,
  identity: sql`kind IN ('identify', 'group', 'alias')`,
  other: sql`(kind = 'track' AND NOT match(name, '^(Order|Product|Products|Cart|Checkout|Promotion|Wishlist) '))`,
};

type Row = {
  at: string;
  message_id: string;
  kind: string;
  name: string;
  source_id: number;
  trust: "claimed" | "trusted";
  channel: string;
  device: string;
  order_id: string;
  amount: string | null;
  currency: string;
  items: Item[];
  page_url: string;
  page_title: string;
  properties: string;
};

/** An event of the timeline before the sources' names are known. */
export type StoryEvent = Omit<TimelineEvent, "sourceName">;

/**
 * One page of a customer's events.
 * @throws Problem `invalid` where a cursor was not made here.
 */
export async function timeline(
  facts: Facts,
  handles: readonly HandleId[],
  question: TimelineQuestion,
  options?: AskOptions,
): Promise<{ events: StoryEvent[]; next: string | null }> {
  if (handles.length === 0) return { events: [], next: null };
  const rows = await facts.query<Row>(
    sql`SELECT at, message_id, kind, name, source_id, trust, channel, device, order_id, amount, currency,
               items, page_url, page_title, properties
        FROM event
        WHERE ${join(conditions(handles, question), " AND ")}
        ORDER BY at DESC, message_id DESC
        LIMIT ${question.limit + 1}`,
    options,
  );
  const events = rows.slice(0, question.limit).map(storyEvent);
  return { events, next: rows.length > question.limit ? (events.at(-1)?.cursor ?? null) : null };
}

function conditions(handles: readonly HandleId[], question: TimelineQuestion): Sql[] {
  const all: Sql[] = [sql`handle_id IN ${bound("Array(UInt64)", handles)}`];
  if (question.kinds?.length) {
    all.push(
      sql`(${join(
        question.kinds.map((kind) => KINDS[kind]),
        " OR ",
      )})`,
    );
  }
  if (question.before) all.push(beside(parseCursor(question.before, "before"), sql`<`));
  if (question.after) all.push(beside(parseCursor(question.after, "after"), sql`>`));
  return all;
}

function beside(cursor: Cursor, operator: Sql): Sql {
  return sql`(at, message_id) ${operator} (${instant(cursor.at)}, ${cursor.messageId})`;
}

function storyEvent(row: Row): StoryEvent {
  return {
    cursor: showCursor({ at: Date.parse(`${row.at.replace(" ", "T")}Z`), messageId: row.message_id }),
    at: `${row.at.replace(" ", "T")}Z`,
    kind: row.kind,
    name: row.name,
    sourceId: row.source_id,
    trust: row.trust,
    channel: row.channel,
    device: row.device,
    orderId: row.order_id,
    amount: row.amount,
    currency: row.currency,
    items: row.items.length,
    pageUrl: row.page_url,
    pageTitle: row.page_title,
    properties: sentProperties(row),
  };
}

function showCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.at}:${cursor.messageId}`).toString("base64url");
}

function parseCursor(text: string, field: string): Cursor {
  const match = /^(-?\d{1,15}):(.*)$/s.exec(Buffer.from(text, "base64url").toString("utf8"));
  if (!match) {
    throw new Problem("invalid", "The cursor is not one that this list gave out.", {
      field,
      fix: "Leave it out to start from the newest event.",
    });
  }
  return { at: Number(match[1]), messageId: match[2] ?? "" };
}
