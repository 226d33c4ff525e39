/**
 * Rows of facts, as they are inserted (JSONEachRow). One type a table of migrations/facts; times
 * are "YYYY-MM-DD HH:MM:SS.mmm" in UTC, decimals and 64-bit numbers strings where they may pass 2^53.
 */
import type { EventKind, Trust } from "./event.ts";
import type { HandleId, ProfileId, SourceId } from "./ids.ts";

/** A line of an order or refund. Price before discount, a unit; decimals as text. */
export type Item = {
  product_id: string;
  sku: string;
  name: string;
  category: string;
  quantity: string;
  price: string;
  discount: string;
};

/** A row of `event`. */
export type EventRow = {
  handle_id: HandleId;
  at: string;
  received_at: string;
  message_id: string;
  kind: EventKind;
  name: string;
  source_id: SourceId;
  trust: Trust;
  import_id: number;
  account: string;
  session_id: string;
  channel: string;
  shop: string;
  order_id: string;
  amount: string | null;
  currency: string;
  items: Item[];
  page_url: string;
  page_title: string;
  referrer: string;
  campaign_source: string;
  campaign_medium: string;
  campaign_name: string;
  device: string;
  country: string;
  language: string;
  user_id: string;
  anonymous_id: string;
  properties: string;
  traits: string;
  context: string;
};

/** Which orders count: only `paid` ones. `free` and `service` are invoices without goods that were paid for. */
export type OrderStatus = "paid" | "pending" | "void" | "test" | "cancelled" | "free" | "service";

type Checkout = {
  shop: string;
  order_id: string;
  /** The shop's own time of change, in milliseconds. */
  version: number;
  handle_id: HandleId;
  anonymous: 0 | 1;
  at: string;
  currency: string;
  shipping: string;
  tax: string;
  other: string;
  items: Item[];
  country: string;
  channel: string;
  source_id: SourceId;
  import_id: number;
  trust: Trust;
  message_id: string;
  /** When what the row says was heard of. */
  received_at: string;
};

/** A row of `order`. */
export type OrderRow = Checkout & {
  status: OrderStatus;
  gross: string;
  discount: string;
  total: string;
  coupon: string;
};

/** A row of `refund`. */
export type RefundRow = Checkout & {
  refund_id: string;
  status: "paid" | "void";
  goods: string;
};

/** A row of `trait`. */
export type TraitRow = {
  handle_id: HandleId;
  name: string;
  at: string;
  value: string;
  source_id: SourceId;
  import_id: number;
  trust: Trust;
  message_id: string;
};

/** A row of `consent`. */
export type ConsentRow = {
  handle_id: HandleId;
  at: string;
  /** The number of the answer in the state: of answers of one instant the greater counts. */
  answer: number;
  /** The whole answer, by category: 1 granted, 0 refused. */
  preferences: { [category: string]: 0 | 1 };
  source_id: SourceId;
  import_id: number;
  trust: Trust;
  message_id: string;
};

/** A row of `alias`. */
export type AliasRow = { handle_id: HandleId; profile_id: ProfileId; version: number; merged_at: string };

/** Everything that one batch adds to the facts; stored in state before it is inserted. */
export type FactRows = {
  event: EventRow[];
  order: OrderRow[];
  refund: RefundRow[];
  trait: TraitRow[];
  consent: ConsentRow[];
  message: { hash: string; received_at: string; import_id: number }[];
  alias: AliasRow[];
};

/** Events of a batch came together: the text of the minute is worked out once for many. */
const latest = { minute: Number.NaN, text: "" };

/** An instant as the facts take it. */
export function factTime(milliseconds: number): string {
  const minute = Math.floor(milliseconds / 60_000);
  if (minute !== latest.minute) {
    const text = new Date(minute * 60_000).toISOString();
    Object.assign(latest, { minute, text: `${text.slice(0, -14)} ${text.slice(-13, -7)}` });
  }
  const inMinute = Math.trunc(milliseconds - minute * 60_000);
  const seconds = String(Math.floor(inMinute / 1000)).padStart(2, "0");
  return `${latest.text}${seconds}.${String(inMinute % 1000).padStart(3, "0")}`;
}
