import type { HandledEvent } from "../../core/event.ts";
import type { SourceId } from "../../core/ids.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { factTime } from "../../core/rows.ts";
import type { EventRow } from "../../core/rows.ts";
import { channelOf, objectOf } from "./channel.ts";
import { deviceOf } from "./device.ts";
import { currencyOf, decimalOf, itemsOf, textOf } from "./items.ts";
import { countryOf, languageOf } from "./place.ts";
import { storedProperties } from "./stored-properties.ts";

/** Characters of addresses and titles. */
const MOST = 2000;

/** Rows of `event`: what is asked every day in columns of its own, the rest as sent. */
export function eventRows(events: readonly HandledEvent[], shopOf: (source: SourceId) => string): EventRow[] {
  return events.map((event) => eventRow(event, shopOf(event.sourceId)));
}

/** One row of `event`. */
export function eventRow(event: HandledEvent, shop: string): EventRow {
  const { properties } = event;
  const orderId = textOf(properties["order_id"]);
  const items = itemsOf(properties);
  const saidShop = event.trust === "trusted" ? textOf(properties["shop"]) : "";
  return {
    handle_id: event.handleId,
    at: factTime(event.at),
    received_at: factTime(event.receivedAt),
    message_id: event.messageId,
    kind: event.kind,
    name: event.name,
    source_id: event.sourceId,
    trust: event.trust,
    import_id: event.importId ?? 0,
    account: event.groupId ?? "",
    session_id: textOf(event.context["sessionId"]),
    channel: channelOf(event),
    shop: orderId && (saidShop || shop),
    order_id: orderId,
    amount: amountOf(properties),
    currency: currencyOf(properties),
    items,
    ...pageOf(event),
    device: deviceOf(event),
    country: countryOf(event),
    language: languageOf(event),
    user_id: event.userId ?? "",
    anonymous_id: event.anonymousId ?? "",
    properties: storedProperties(properties, items),
    traits: JSON.stringify(event.traits),
    context: storedContext(event.context),
  };
}

/** As sent, but for the signature that vouches for the user id: whoever may look at events could replay it. */
function storedContext({ identity_signature: _signature, ...context }: JsonObject): string {
  return JSON.stringify(context);
}

function amountOf(properties: JsonObject): string | null {
  const said = ["total", "revenue", "value"].map((field) => decimalOf(properties[field]));
  return said.find((amount) => amount !== null) ?? null;
}

function pageOf(event: HandledEvent) {
  const page = objectOf(event.context["page"]);
  const own = event.kind === "page" ? event.properties : {};
  const campaign = objectOf(event.context["campaign"]);
  return {
    page_url: long(own["url"]) || long(page["url"]),
    page_title: long(own["title"]) || long(page["title"]),
    referrer: long(own["referrer"]) || long(page["referrer"]),
    campaign_source: textOf(campaign["source"]),
    campaign_medium: textOf(campaign["medium"]),
    campaign_name: textOf(campaign["name"]),
  };
}

function long(value: Json | undefined): string {
  return typeof value === "string" ? value.slice(0, MOST) : "";
}
