/** What a value is as a text, a number, an instant: for the engine and in memory, side by side. */
import { startOfDay } from "../../core/calendar.ts";
import { isJsonObject, type Json } from "../../core/json.ts";
import { sql, type Sql } from "../../core/sql.ts";

/**
 * How a field gives its value: a `text` ("" where there is none), a `number` or an `instant` (in
 * milliseconds; NULL where there is none), or `json` as it was sent ("" where there is none), of which
 * a list stands for each of its elements.
 */
export type Shape = "text" | "number" | "instant" | "json";

/** A value for the engine. */
export type Shaped = { readonly shape: Shape; readonly sql: Sql };

/** A value in memory, as rows hold it. */
export type Held = Json | undefined;

/** A text, a number or a truth of a value. */
export type Element = string | number | boolean;

/** The same for the engine; null where it is never one. */
type ElementSql = { readonly text: Sql | null; readonly number: Sql | null; readonly time: Sql | null };

/** A text that is a number: no zeros before (as post codes and numbers of articles have), no exponent. */
const NUMBER = "^-?(0|[1-9][0-9]{0,14})([.][0-9]{1,9})?$";
const A_NUMBER = new RegExp(NUMBER);
/** Numbers of this size and more are numbers of something, not amounts. */
const MOST = 1e15;

const DAY = "(19|2[0-2])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,3})?)?";
const A_DAY = new RegExp(`^${DAY}$`);
const AN_INSTANT = new RegExp(`^${DAY}[T ]${CLOCK}(Z|[+-][01][0-9]:[0-5][0-9])?$`);

/** The elements of a value: of a list each, of anything else itself. */
export function elementsOf(held: Held): Element[] {
  const all = Array.isArray(held) ? held : [held];
  return all.filter((one): one is Element => one !== null && one !== undefined && typeof one !== "object");
}

/** An element as text. */
export function textOf(element: Element): string {
  return String(element);
}

/** An element as a number, where it is one. */
export function numberOf(element: Element): number | null {
  if (typeof element === "number") return Math.abs(element) < MOST ? element : null;
  return typeof element === "string" && A_NUMBER.test(element) ? Number(element) : null;
}

/** An element as an instant: a day begins at its midnight in the zone; without an offset times are UTC. */
export function instantOf(element: Element, timeZone: string): number | null {
  if (typeof element !== "string" || !isDay(element.slice(0, 10))) return null;
  if (element.length === 10) return startOfDay(element, timeZone);
  if (!AN_INSTANT.test(element)) return null;
  const text = element.replace(" ", "T");
  return Date.parse(/[Z]$|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  if (!A_DAY.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return new Date(midnight).toISOString().startsWith(text);
}

/** Whether there is a value: anything but null. */
export function isKnown(shape: Shape, held: Held): boolean {
  return held !== undefined && held !== null && !(shape === "text" && held === "");
}

/** For the engine: whether there is a value. */
export function known({ shape, sql: value }: Shaped): Sql {
  if (shape === "text") return sql`${value} != ''`;
  return shape === "json" ? sql`${value} NOT IN ('', 'null')` : sql`${value} IS NOT NULL`;
}

/** For the engine: whether any element of a value passes. */
export function someElement(value: Shaped, timeZone: string, test: (element: ElementSql) => Sql): Sql {
  const { shape, sql: given } = value;
  if (shape === "text") return sql`(${given} != '' AND ${test(elementOfText(given, timeZone))})`;
  if (shape === "number") return sql`ifNull(${test({ text: null, number: given, time: null })}, 0)`;
  if (shape === "instant") return sql`ifNull(${test({ text: null, number: null, time: given })}, 0)`;
  return sql`arrayExists(e -> ${test(elementOfJson(timeZone))}, ${plainElements(given)})`;
}

/** For the engine: the instants among a value's elements, Array(Int64). */
export function instants(value: Shaped, timeZone: string): Sql {
  const { shape, sql: given } = value;
  const some = (list: Sql) => sql`arrayMap(i -> assumeNotNull(i), arrayFilter(i -> i IS NOT NULL, ${list}))`;
  if (shape === "text") return some(sql`[${timeOfText(given, timeZone)}]`);
  if (shape === "instant") return some(sql`[${given}]`);
  if (shape === "number") return sql`emptyArrayInt64()`;
  const text = sql`JSONExtractString(e)`;
  return some(
    sql`arrayMap(e -> if(startsWith(e, '"'), ${timeOfText(text, timeZone)}, NULL), ${plainElements(given)})`,
  );
}

/** {@link instants} in memory. */
export function heldInstants(held: Held, shape: Shape, timeZone: string): number[] {
  const elements = elementsOf(held);
  if (shape === "number") return [];
  if (shape === "instant") return elements.filter((element) => typeof element === "number");
  return elements.map((element) => instantOf(element, timeZone)).filter((time) => time !== null);
}

/** For the engine: the texts of a value, Array(String). */
export function texts(value: Shaped): Sql {
  if (value.shape === "text") return sql`[${value.sql}]`;
  if (value.shape !== "json") return sql`emptyArrayString()`;
  return sql`arrayMap(e -> ${textOfJson(sql`e`)}, ${plainElements(value.sql)})`;
}

/** For the engine: a value as one number, Nullable(Float64); a list is none. */
export function asNumber({ shape, sql: given }: Shaped): Sql {
  if (shape === "number") return sql`toNullable(${given})`;
  if (shape === "text") return numberOfText(given);
  if (shape === "instant") return sql`NULL`;
  return sql`arrayMap(e -> ${elementOfJson("UTC").number ?? sql`NULL`}, [${given}])[1]`;
}

/** {@link asNumber} in memory. */
export function heldNumber(shape: Shape, held: Held): number | null {
  if (Array.isArray(held) || shape === "instant") return null;
  const [element] = elementsOf(held);
  return element === undefined ? null : shape === "number" ? Number(element) : numberOf(element);
}

/** For the engine: a value as one text, "" where there is none; a list or an object is as it was sent. */
export function asText({ shape, sql: given }: Shaped): Sql {
  if (shape === "text") return given;
  if (shape !== "json") return sql`ifNull(toString(${given}), '')`;
  return sql`if(${given} = 'null', '', ${textOfJson(given)})`;
}

/** {@link asText} in memory. */
export function heldText(held: Held): string {
  if (held === undefined || held === null) return "";
  return typeof held === "object" ? JSON.stringify(held) : textOf(held);
}

function plainElements(json: Sql): Sql {
  const all = sql`if(startsWith(${json}, '['), JSONExtractArrayRaw(${json}), [${json}])`;
  return sql`arrayFilter(e -> e NOT IN ('', 'null') AND NOT match(e, '^[[{]'), ${all})`;
}

function elementOfText(text: Sql, timeZone: string): ElementSql {
  return { text, number: numberOfText(text), time: timeOfText(text, timeZone) };
}

function elementOfJson(timeZone: string): ElementSql {
  const text = textOfJson(sql`e`);
  const isText = sql`startsWith(e, '"')`;
  const plain = sql`if(match(e, '^[-0-9]') AND abs(JSONExtractFloat(e)) < ${MOST}, JSONExtractFloat(e), NULL)`;
  return {
    text,
    number: sql`if(${isText}, ${numberOfText(text)}, ${plain})`,
    time: sql`if(${isText}, ${timeOfText(text, timeZone)}, NULL)`,
  };
}

function textOfJson(element: Sql): Sql {
  return sql`if(startsWith(${element}, '"'), JSONExtractString(${element}), ${element})`;
}

/** A number as a text holds it, or NULL. */
export function numberOfText(text: Sql): Sql {
  return sql`if(match(${text}, ${NUMBER}), JSONExtractFloat(${text}), NULL)`;
}

function timeOfText(text: Sql, timeZone: string): Sql {
  const day = sql`substring(${text}, 1, 10)`;
  const isDayText = sql`ifNull(toString(toDate32OrNull(${day})) = ${day}, 0)`;
  // What has no offset is UTC; the engine reads it so.
  return sql`multiIf(NOT ${isDayText}, NULL,
    match(${text}, ${`^${DAY}$`}), toUnixTimestamp64Milli(toDateTime64OrNull(${text}, 3, ${timeZone})),
    match(${text}, ${AN_INSTANT.source}), toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(${text}, 3, 'UTC')),
    NULL)`;
}

/** What lies below an object at a path, as it was sent. */
export function atPath(json: Json, path: readonly string[]): Held {
  let found: Held = json;
  for (const name of path)
    found = isJsonObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
}
