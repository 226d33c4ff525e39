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

/** Which events a filter of the timeline shows; together they are all. Moves between segments are no events. */
const KINDS: Record<Exclude<Kind, "segments">, Sql> = {
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
 * One page of a customer's events, with their moves between segments, of these where they are given.
 * @throws Problem `invalid` where a cursor was not made here.
 */
export async function timeline(
  facts: Facts,
  handles: readonly HandleId[],
  question: TimelineQuestion,
  options?: AskOptions & { readonly segments?: readonly number[] },
): Promise<{ events: StoryEvent[]; next: string | null }> {
  if (handles.length === 0) return { events: [], next: null };
  const rows = await facts.query<Row>(
    sql`SELECT * FROM (${join(parts(handles, question, options?.segments), " UNION ALL ")})
        ORDER BY at DESC, message_id DESC
        LIMIT ${question.limit + 1}`,
    options,
  );
  const events = rows.slice(0, question.limit).map(storyEvent);
  return { events, next: rows.length > question.limit ? (events.at(-1)?.cursor ?? null) : null };
}

/** The events, and the moves between segments, of which at most a page is read each. */
function parts(
  handles: readonly HandleId[],
  question: TimelineQuestion,
  segments: readonly number[] | undefined,
): Sql[] {
  const { kinds } = question;
  const eventKinds = kinds?.filter((kind) => kind !== "segments");
  const withEvents = !kinds?.length || Boolean(eventKinds?.length);
  const withMoves = !kinds?.length || kinds.includes("segments");
  const page = sql`ORDER BY at DESC, message_id DESC LIMIT ${question.limit + 1}`;
  const own = bound("Array(UInt64)", handles);
  const ofSegments = segments ? [sql`segment_id IN ${bound("Array(UInt64)", segments)}`] : [];
  const events = sql`(
    SELECT at, message_id, toString(kind) AS kind, toString(name) AS name, source_id, toString(trust) AS trust,
      toString(channel) AS channel, toString(device) AS device, order_id, amount, toString(currency) AS currency,
      items, page_url, page_title, properties
    FROM event
    WHERE ${join([sql`handle_id IN ${own}`, ...ofKinds(eventKinds), ...paging(question)], " AND ")} ${page})`;
  const moves = sql`(
    SELECT at, concat('segment ', toString(segment_id), ' ', toString(version)) AS message_id, 'segment' AS kind,
      if(entered = 1, 'entered', 'left') AS name, toUInt32(0) AS source_id, 'trusted' AS trust, '' AS channel,
      '' AS device, '' AS order_id, CAST(NULL AS Nullable(Decimal(18, 4))) AS amount, '' AS currency,
      CAST([] AS Array(Tuple(product_id String, sku String, name String, category String, quantity Decimal(18, 4), price Decimal(18, 4), discount Decimal(18, 4)))) AS items,
      '' AS page_url, '' AS page_title,
      concat('{"segment":', toString(segment_id), ',"why":"', why, '"}') AS properties
    FROM segment_move
    WHERE ${join([sql`profile_id IN ${own}`, ...ofSegments, ...paging(question)], " AND ")} ${page})`;
  return [...(withEvents ? [events] : []), ...(withMoves ? [moves] : [])];
}

function ofKinds(kinds: readonly Exclude<Kind, "segments">[] | undefined): Sql[] {
  if (!kinds?.length) return [];
  const any = join(
    kinds.map((kind) => KINDS[kind]),
    " OR ",
  );
  return [sql`(${any})`];
}

function paging({ before, after }: TimelineQuestion): Sql[] {
  return [
    ...(before ? [beside(parseCursor(before, "before"), sql`<`)] : []),
    ...(after ? [beside(parseCursor(after, "after"), sql`>`)] : []),
  ];
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
