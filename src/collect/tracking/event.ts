import { because } from "../../core/reason.ts";
import { randomUUID } from "node:crypto";
import type { EventKind, TrackedEvent, Trust } from "../../core/event.ts";
import type { SourceId } from "../../core/ids.ts";
import { isJsonObject } from "../../core/json.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { ok, refuse } from "../../core/result.ts";
import type { Result } from "../../core/result.ts";
import { Fields, isDeeper } from "./fields.ts";
import { DEPTH, MESSAGE_ID_LENGTH } from "./limits.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { isPlausible, readTime, withoutSkew } from "./skew.ts";

/** What the request says of all its events. */
export type Arrival = {
  readonly sourceId: SourceId;
  readonly trust: Trust;
  readonly receivedAt: number;
  readonly sentAt: number | null;
  /** The sender's address, for sources in browsers and apps; null for servers. */
  readonly ip: string | null;
  /** The batch's own context, under each event's. */
  readonly context: JsonObject | null;
};

const KINDS: ReadonlySet<string> = new Set(["identify", "track", "page", "screen", "group", "alias"]);

/** Reads one event of the Segment API, or says why not. `kind` comes from the path, or from `type`. */
export function readEvent(
  raw: Json | undefined,
  kind: EventKind | null,
  arrival: Arrival,
): Result<TrackedEvent, Refusal> {
  if (!isJsonObject(raw)) {
    return refuse(refusal("not_an_object", null, because("event.no_object")));
  }
  const type = kind ?? raw["type"];
  if (!isKind(type)) {
    return refuse(refusal("unknown_type", "type", because("event.no_type", { types: [...KINDS] })));
  }
  const fields = new Fields(raw);
  const event = assemble(raw, type, fields, arrival);
  checkMeaning(event, fields);
  return fields.refusal ? refuse(fields.refusal) : ok(event);
}

function isKind(type: Json | undefined): type is EventKind {
  return typeof type === "string" && KINDS.has(type);
}

function assemble(raw: JsonObject, kind: EventKind, fields: Fields, arrival: Arrival): TrackedEvent {
  const context = readContext(fields, arrival);
  const ownTraits = kind === "identify" || kind === "group";
  const contextTraits = context["traits"];
  return {
    messageId: fields.text("messageId", MESSAGE_ID_LENGTH) ?? randomUUID(),
    kind,
    name: readName(kind, fields),
    at: readAt(raw, fields, arrival),
    receivedAt: arrival.receivedAt,
    sourceId: arrival.sourceId,
    trust: arrival.trust,
    importId: null,
    userId: fields.text("userId"),
    anonymousId: fields.text("anonymousId"),
    previousId: kind === "alias" ? fields.text("previousId") : null,
    groupId: readGroup(kind, fields, context),
    traits: ownTraits ? fields.object("traits") : isJsonObject(contextTraits) ? contextTraits : {},
    properties: fields.object("properties"),
    context,
  };
}

function readName(kind: EventKind, fields: Fields): string {
  if (kind === "track") return fields.text("event") ?? "";
  return kind === "page" || kind === "screen" ? (fields.text("name") ?? "") : "";
}

function readGroup(kind: EventKind, fields: Fields, context: JsonObject): string | null {
  const ofCall = kind === "group" ? fields.text("groupId") : null;
  const ofContext = context["groupId"];
  return ofCall ?? (typeof ofContext === "string" && ofContext.length <= 500 ? ofContext || null : null);
}

function readContext(fields: Fields, arrival: Arrival): JsonObject {
  const own = fields.object("context");
  const context = arrival.context ? { ...arrival.context, ...own } : own;
  if (arrival.ip === null || context["ip"] != null) return context;
  return { ...context, ip: arrival.ip };
}

function readAt(raw: JsonObject, fields: Fields, arrival: Arrival): number {
  const field = raw["timestamp"] == null ? "originalTimestamp" : "timestamp";
  const said = raw[field];
  const original = said == null ? null : readTime(said);
  const sentAt = arrival.sentAt ?? readTime(raw["sentAt"]);
  const at = withoutSkew(arrival.receivedAt, sentAt, original);
  if ((said == null || original !== null) && isPlausible(at, arrival.receivedAt)) return at;
  const reason = original === null ? "event.no_time" : "event.time_out_of_range";
  fields.refuse(refusal("invalid_timestamp", field, because(reason, { field })));
  return arrival.receivedAt;
}

function checkMeaning(event: TrackedEvent, fields: Fields): void {
  if (event.userId === null && event.anonymousId === null) {
    fields.refuse(refusal("missing_identity", "userId", because("event.no_identity")));
  }
  if (event.kind === "track" && event.name === "") fields.refuse(missing("event", "track"));
  if (event.kind === "group" && event.groupId === null) fields.refuse(missing("groupId", "group"));
  if (event.kind === "alias" && event.previousId === null) fields.refuse(missing("previousId", "alias"));
  if (event.kind === "alias" && event.userId === null) fields.refuse(missing("userId", "alias"));
  const { properties, traits, context } = event;
  if (isDeeper(properties, DEPTH) || isDeeper(traits, DEPTH) || isDeeper(context, DEPTH)) {
    fields.refuse(refusal("too_deep", null, because("event.too_deep", { most: DEPTH })));
  }
}

function missing(field: string, kind: EventKind): Refusal {
  return refusal("missing_field", field, because("event.field_missing", { kind, field }));
}
