import { createHmac, timingSafeEqual } from "node:crypto";
import type { TrackedEvent } from "../../core/event.ts";
import type { SourceId } from "../../core/ids.ts";
import { isJsonObject, type Json, type JsonObject } from "../../core/json.ts";
import { defaultRules, isOpenType, MAILBOX, namesCustomer, type Rules } from "../rules/index.ts";
import { countryIn } from "./country.ts";
import { keyOf, type Identifier } from "./identifier.ts";
import { normaliseIdentifier } from "./normalise.ts";

/** What reading an event's identifiers needs from the outside. */
export type IdentityOptions = {
  /** What counts as one customer; the defaults unless told. */
  readonly rules?: Rules;
  /** ISO 3166 alpha-2, for national phone numbers; null where the workspace has none. */
  readonly defaultCountry: string | null;
  /** The secret that signs user ids of this source; null or absent: signatures aren't looked at. */
  readonly secretOf?: (source: SourceId) => string | null;
  /** The namespace of a source's order ids; "main" unless told. */
  readonly shopOf?: (source: SourceId) => string;
  /** The country of the customer whom the event's other identifiers name; null or absent: not known. */
  readonly countryOfCustomer?: string | null;
};

/** What an event says about who it is of; blocked and malformed values are left out. */
export type EventIdentity = {
  /** Of customers, the surest first. */
  readonly known: readonly Identifier[];
  /** Where the mail of addresses among them arrives, where the rules ask for it. */
  readonly mailboxes: readonly { readonly of: Identifier; readonly mailbox: Identifier }[];
  /** Of browsers and devices. */
  readonly visitors: readonly Identifier[];
  /** `alias` only: what the id before may have been. */
  readonly previous: readonly Identifier[];
  /** For events that name nobody: a handle of the order, else of the source. */
  readonly fallback: Identifier;
  /** The user id carries a valid signature. */
  readonly signed: boolean;
  /** A phone number of it takes a country to be read, and the event gives none. */
  readonly isNational: boolean;
};

const MOST_EXTERNAL_IDS = 10;

/** Reads the identifiers of one event. */
export function identityOf(event: TrackedEvent, options: IdentityOptions): EventIdentity {
  const { rules = defaultRules } = options;
  const found = new Map<string, Identifier>();
  let isNational = false;
  const add = (type: string, value: Json | undefined): boolean => {
    const country = type === "phone" ? countryOf(event, rules, options) : null;
    if (type === "phone") isNational ||= takesCountry(value) && countryIn(event) === null;
    const identifier = usable(type, value, country, rules);
    if (identifier) found.set(keyOf(identifier), identifier);
    return identifier !== null;
  };
  add("user_id", event.userId ?? undefined);
  const places = placesOf(event);
  for (const type of ["email", "phone"]) places.some((place) => add(type, place[type]));
  add("anonymous_id", event.anonymousId ?? undefined);
  const device = event.context["device"];
  if (isJsonObject(device)) ["id", "advertisingId"].some((field) => add("device_id", device[field]));
  for (const { type, id } of externalIds(event.context["externalIds"])) add(type, id);
  for (const { type, from } of rules.ownTypes) from.some((place) => add(type, valueAt(event, places, place)));
  const ranked = [...found.values()].toSorted(
    (left, right) => rules.rankOf(left.type) - rules.rankOf(right.type),
  );
  return {
    known: ranked.filter(({ type }) => namesCustomer(type)),
    mailboxes: ranked.flatMap((of) => {
      const value = of.type === "email" ? rules.mailboxOf(of.value) : null;
      return value === null ? [] : [{ of, mailbox: { type: MAILBOX, value } }];
    }),
    visitors: ranked.filter(({ type }) => !namesCustomer(type)),
    previous: previousOf(event, rules),
    fallback: fallbackOf(event, options),
    signed: isSigned(event, options),
    isNational,
  };
}

function usable(
  type: string,
  value: Json | undefined,
  country: string | null,
  rules: Rules,
): Identifier | null {
  const normal = normaliseIdentifier(type, value, country);
  return normal === null || rules.isBlocked(type, normal) ? null : { type, value: normal };
}

/** The country of phone numbers: the event's, else the customer's, else the source's, else the workspace's. */
function countryOf(event: TrackedEvent, rules: Rules, options: IdentityOptions): string | null {
  const { countryOfCustomer = null, defaultCountry } = options;
  return countryIn(event) ?? countryOfCustomer ?? rules.countryOf(event.sourceId) ?? defaultCountry;
}

function takesCountry(phone: Json | undefined): boolean {
  const isGiven = (typeof phone === "string" && phone !== "") || typeof phone === "number";
  return isGiven && normaliseIdentifier("phone", phone, null) === null;
}

/** Where an identifier of the workspace's own type stands. */
function valueAt(
  event: TrackedEvent,
  places: readonly JsonObject[],
  place: Rules["ownTypes"][number]["from"][number],
): Json | undefined {
  if (place.in === "property") return event.properties[place.name];
  const traits = places.filter((one) => one !== event.properties);
  return traits.find((one) => one[place.name] !== undefined)?.[place.name];
}

/** Where e-mail and phone may stand. The traits of a group are the company's. */
function placesOf(event: TrackedEvent): JsonObject[] {
  const inContext = event.context["traits"];
  const places = event.kind === "group" ? [] : [event.traits];
  if (isJsonObject(inContext)) places.push(inContext);
  return [...places, event.properties];
}

function externalIds(given: Json | undefined): { type: string; id: Json | undefined }[] {
  if (!Array.isArray(given)) return [];
  return given.slice(0, MOST_EXTERNAL_IDS).flatMap((entry) => {
    if (!isJsonObject(entry) || typeof entry["type"] !== "string") return [];
    const type = entry["type"].toLowerCase();
    const ofUsers = (entry["collection"] ?? "users") === "users";
    const plain = (entry["encoding"] ?? "none") === "none";
    return ofUsers && plain && isOpenType(type) ? [{ type, id: entry["id"] }] : [];
  });
}

/** The previous id says not whether it was a visitor's or a user's, unless the event repeats it. */
function previousOf(event: TrackedEvent, rules: Rules): Identifier[] {
  if (event.kind !== "alias" || event.previousId === null) return [];
  const types = event.previousId === event.anonymousId ? ["anonymous_id"] : ["anonymous_id", "user_id"];
  return types.flatMap((type) => usable(type, event.previousId, null, rules) ?? []);
}

function fallbackOf(event: TrackedEvent, options: IdentityOptions): Identifier {
  const { shop, order_id: order, refund_id: refund } = event.properties;
  const space = normaliseIdentifier("order", shop, null) ?? options.shopOf?.(event.sourceId) ?? "main";
  const orderId = normaliseIdentifier("order", order, null);
  if (orderId !== null) return { type: "order", value: `${space}:${orderId}` };
  const refundId = normaliseIdentifier("order", refund, null);
  if (refundId !== null) return { type: "order", value: `${space}:refund:${refundId}` };
  return { type: "unidentified", value: `source:${event.sourceId}` };
}

/** `context.identity_signature`: the HMAC-SHA256 of the user id under the source's secret, in hex. */
function isSigned(event: TrackedEvent, options: IdentityOptions): boolean {
  const given = event.context["identity_signature"];
  if (typeof given !== "string" || event.userId === null) return false;
  const secret = options.secretOf?.(event.sourceId) ?? null;
  if (secret === null || secret === "") return false;
  const expected = createHmac("sha256", secret).update(event.userId).digest();
  const sent = Buffer.from(given, "hex");
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}
