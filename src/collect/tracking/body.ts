import { because } from "../../core/reason.ts";
import type { EventKind } from "../../core/event.ts";
import { isJsonObject } from "../../core/json.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { ok, refuse } from "../../core/result.ts";
import type { Result } from "../../core/result.ts";
import { readEvent } from "./event.ts";
import type { Arrival } from "./event.ts";
import { BATCH_EVENTS, EVENT_BYTES } from "./limits.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { readTime } from "./skew.ts";
import { withoutSignature } from "./without-signature.ts";

/** A refused event and the beginning of what came. */
export type RefusedEvent = { readonly refusal: Refusal; readonly excerpt: string };

/** What a request holds: events as lines of the inbox, and those that are refused. */
export type Reading = {
  readonly lines: string[];
  readonly refused: RefusedEvent[];
};

/** Characters of a refused event that the log keeps. */
const EXCERPT = 1000;
/** Where a line is shorter than this, the event it came from is surely within the limit. */
const SURELY_SMALL = 8000;

// What Postgres and ClickHouse cannot store as text: U+0000 and halves of surrogate pairs.
const UNSTORABLE = /\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})/;

/** Parses a body as JSON, whatever its content type says. */
export function parseBody(body: Buffer): Result<JsonObject, Refusal> {
  const text = body.toString("utf8");
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return refuse(refusal("invalid_json", null, because("event.no_json")));
  }
  if (!isJsonObject(value)) {
    return refuse(refusal("not_an_object", null, because("event.body_no_object")));
  }
  return ok(UNSTORABLE.test(text) ? (storable(value) as JsonObject) : value);
}

function storable(value: Json): Json {
  if (typeof value === "string") return value.replaceAll("\0", "\uFFFD").toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [storable(key), storable(item)]);
  return Object.fromEntries(entries) as JsonObject;
}

/** Reads a request's events. A refusal instead of a reading concerns the whole body. */
export function readBody(
  body: JsonObject,
  size: number,
  kind: EventKind | "batch",
  arrival: Arrival,
): Result<Reading, Refusal> {
  if (kind !== "batch") {
    const reading: Reading = { lines: [], refused: [] };
    readInto(reading, body, kind, { ...arrival, sentAt: readTime(body["sentAt"]) }, size);
    return ok(reading);
  }
  const batch = body["batch"];
  if (!Array.isArray(batch)) {
    return refuse(refusal("wrong_type", "batch", because("event.batch_no_array")));
  }
  if (batch.length > BATCH_EVENTS) {
    const words = because("event.too_many", { n: batch.length, most: BATCH_EVENTS });
    return refuse(refusal("too_many_events", "batch", words));
  }
  const context = body["context"];
  const shared: Arrival = {
    ...arrival,
    sentAt: readTime(body["sentAt"]),
    context: isJsonObject(context) ? context : null,
  };
  const reading: Reading = { lines: [], refused: [] };
  for (const event of batch) readInto(reading, event, null, shared, size);
  return ok(reading);
}

function readInto(reading: Reading, raw: Json, kind: EventKind | null, arrival: Arrival, size: number): void {
  const event = readEvent(raw, kind, arrival);
  if (!event.ok) {
    reading.refused.push({ refusal: event.refusal, excerpt: excerptOf(raw) });
    return;
  }
  const line = JSON.stringify(event.value);
  if (size > EVENT_BYTES && isTooLarge(raw, line)) {
    const words = because("event.event_too_large", { kilobytes: EVENT_BYTES / 1024 });
    const why = refusal("event_too_large", null, words);
    reading.refused.push({ refusal: why, excerpt: excerptOf(raw) });
    return;
  }
  reading.lines.push(line);
}

// The line already holds nearly all of the event, so most need no second writing to be measured.
function isTooLarge(raw: Json, line: string): boolean {
  if (line.length < SURELY_SMALL && isJsonObject(raw) && !hasMore(raw)) return false;
  return Buffer.byteLength(JSON.stringify(raw)) > EVENT_BYTES;
}

const IN_LINE: ReadonlySet<string> = new Set(
  "type event name timestamp originalTimestamp sentAt userId anonymousId previousId groupId traits properties context messageId writeKey".split(
    " ",
  ),
);

function hasMore(raw: JsonObject): boolean {
  for (const key in raw) {
    if (IN_LINE.has(key)) continue;
    const value = raw[key];
    const isBig =
      typeof value === "string" ? value.length > 500 : typeof value === "object" && value !== null;
    if (isBig && JSON.stringify(value).length > 500) return true;
  }
  return false;
}

function excerptOf(raw: Json): string {
  // A refused event may nest deeper than JSON.stringify reaches.
  try {
    return withoutSignature(JSON.stringify(raw)).slice(0, EXCERPT);
  } catch {
    return "(nested too deep to be shown)";
  }
}
