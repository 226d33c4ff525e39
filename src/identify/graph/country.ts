import type { TrackedEvent } from "../../core/event.ts";
import { isJsonObject, type Json, type JsonObject } from "../../core/json.ts";

/** How senders call it, in the customer's traits and in their address (Segment's `traits.address.country`). */
const NAMES = ["country", "country_code", "countryCode"];

/** The traits that may say in which country a customer lives. */
export const COUNTRY_TRAITS: readonly string[] = [...NAMES, "address"];

/** The country that an event gives its customer, as an ISO 3166 code; null where it gives none. */
export function countryIn(event: TrackedEvent): string | null {
  return (
    traitsIn(event)
      .map(countryOfTraits)
      .find((code) => code !== null) ?? null
  );
}

/** The country that these traits name, as an ISO 3166 code; null where they name none. */
export function countryOfTraits(traits: JsonObject): string | null {
  const { address } = traits;
  return codeIn(traits) ?? (isJsonObject(address) ? codeIn(address) : null);
}

/** The traits of a group are the company's. */
function traitsIn({ kind, traits, context }: TrackedEvent): JsonObject[] {
  const inContext = context["traits"];
  return [...(kind === "group" ? [] : [traits]), ...(isJsonObject(inContext) ? [inContext] : [])];
}

function codeIn(place: JsonObject): string | null {
  return NAMES.map((name) => codeOf(place[name])).find((code) => code !== null) ?? null;
}

/** Names of countries are left to people: too many are written in too many ways. */
function codeOf(value: Json | undefined): string | null {
  return typeof value === "string" && /^[a-z]{2}$/i.test(value) ? value.toUpperCase() : null;
}
