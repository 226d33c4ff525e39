import { readFileSync, statSync } from "node:fs";
import { isJsonObject, type JsonObject } from "../core/json.ts";
import { UsageError } from "./outcome.ts";

/**
 * The JSON object in a file; `what` is what the file is called to people.
 * @throws UsageError where there is none
 */
export function readJsonFile(file: string, what: string): JsonObject {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${file}.`);
  try {
    const object: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isJsonObject(object)) return object;
  } catch (cause) {
    throw new UsageError(`The ${what} ${file} is not JSON.`, { cause });
  }
  throw new UsageError(`The ${what} ${file} must be a JSON object.`);
}
