import type { TrackedEvent } from "../../core/event.ts";
import type { JsonObject } from "../../core/json.ts";
import { countryOf as codeOfCountry } from "../../core/code-names.ts";
import { objectOf } from "./channel.ts";
import { textOf } from "./items.ts";

/** Characters of a country's name at most. */
const LONGEST = 60;

/** The country that the event itself names, by its code or name, as ISO 3166 alpha-2; never guessed from a language. */
export function countryOf(event: TrackedEvent): string {
  const { properties, context } = event;
  const places: JsonObject[] = [
    properties,
    objectOf(properties["shipping_address"]),
    objectOf(properties["address"]),
    objectOf(context["location"]),
    objectOf(event.traits["address"]),
  ];
  for (const place of places) {
    const said = textOf(place["country_code"]) || textOf(place["country"]);
    const code = said.length > LONGEST ? null : codeOfCountry(said);
    if (code !== null) return code;
    if (/^[A-Za-z]{2}$/.test(said)) return said.toUpperCase();
  }
  return "";
}

/** The language of the visitor's locale, such as "tr" of "tr-TR". */
export function languageOf(event: TrackedEvent): string {
  const locale = /^([A-Za-z]{2,3})([-_]|$)/.exec(textOf(event.context["locale"]));
  return locale?.[1]?.toLowerCase() ?? "";
}
