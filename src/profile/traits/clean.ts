import { isJsonObject, type Json } from "../../core/json.ts";

/** Text that Postgres can hold: no zero characters, no halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}

/** The value with all its texts as {@link cleanText} has them. */
export function cleanJson(value: Json): Json {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [cleanText(key), cleanJson(held)]));
}
