import type { TrackedEvent } from "../../core/event.ts";
import type { Json } from "../../core/json.ts";
import { cleanJson, cleanText } from "./clean.ts";

/** Longer names and larger values stay in the event and don't become traits. */
const LONGEST_NAME = 100;
const LARGEST_VALUE = 4096;

/** The traits that an event gives its customer, as they are kept. Those of a group are its account's. */
export function keptTraits({
  kind,
  traits,
}: TrackedEvent): { readonly name: string; readonly value: Json; readonly text: string }[] {
  if (kind === "group" || kind === "alias") return [];
  return Object.entries(traits).flatMap(([given, raw]) => {
    const name = cleanText(given);
    const value = cleanJson(raw);
    const text = JSON.stringify(value);
    const fits = name !== "" && name.length <= LONGEST_NAME && text.length <= LARGEST_VALUE;
    return fits ? [{ name, value, text }] : [];
  });
}
