/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** An object as JSON holds it. */
export type JsonObject = { [key: string]: Json };

/** Whether the value is a JSON object (neither array nor null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
