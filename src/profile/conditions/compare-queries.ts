/** How values are compared: each comparison for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { bound, sql, type Sql } from "../../core/sql.ts";
import { lengthOf, type FixedIs, type Is, type Plain } from "./contract.ts";
import { fold } from "./fold.ts";
import { dateStart, dateEnd, type Moment } from "./moment.ts";
import { anniversaryComparison, movingComparison, type Comparison } from "./moving-queries.ts";
import { elementsOf, heldInstants, isKnown, known, numberOf, someElement, textOf } from "./value-queries.ts";
import type { Element, Held, Shape, Shaped } from "./value-queries.ts";

/** A comparison that is the same at any instant. */
type Fixed = { readonly sql: (value: Shaped) => Sql; readonly meets: (held: Held, shape: Shape) => boolean };

/** Texts in the form in which they are compared. */
export function folded(text: Sql): Sql {
  return sql`translateUTF8(${text}, fold_from, fold_to)`;
}

/** What a comparison means, as of an instant. */
export function comparison(is: Is, moment: Moment): Comparison {
  if ("past" in is || "longer_ago" in is || "coming" in is) return movingComparison(is, moment);
  if ("anniversary" in is) return anniversaryComparison(lengthOf(is.anniversary), moment);
  const { sql: asked, meets } = fixedComparison(is, moment.timeZone);
  return {
    sql: (value) => ({ holds: asked(value), until: sql`${NEVER}` }),
    of: (held, shape) => ({ holds: meets(held, shape), until: NEVER }),
  };
}

/** What a comparison means that is the same at any instant. */
export function fixedComparison(is: FixedIs, timeZone: string): Fixed {
  if ("known" in is) {
    return {
      sql: (value) => (is.known ? sql`(${known(value)})` : sql`NOT (${known(value)})`),
      meets: (held, shape) => isKnown(shape, held) === is.known,
    };
  }
  if ("none_of" in is) {
    const some = anyOf(is.none_of, timeZone);
    return { sql: (value) => sql`NOT ${some.sql(value)}`, meets: (held, shape) => !some.meets(held, shape) };
  }
  if ("any_of" in is) return anyOf(is.any_of, timeZone);
  if ("contains" in is || "begins" in is || "ends" in is) return partOf(is, timeZone);
  if ("before" in is) {
    const end = dateStart(is.before, timeZone);
    return byInstant(
      timeZone,
      (time) => sql`${time} < ${end}`,
      (time) => time < end,
    );
  }
  if ("after" in is) {
    const begin = dateEnd(is.after, timeZone);
    return byInstant(
      timeZone,
      (time) => sql`${time} >= ${begin}`,
      (time) => time >= begin,
    );
  }
  return byNumber(is, timeZone);
}

function anyOf(values: readonly Plain[], timeZone: string): Fixed {
  const numbers = values.filter((value) => typeof value === "number");
  const words = values.filter((value) => typeof value !== "number").map((value) => fold(String(value)));
  const wanted = new Set(words);
  const isOne = (element: Element): boolean => {
    const number = numberOf(element);
    return wanted.has(fold(textOf(element))) || (number !== null && numbers.includes(number));
  };
  return {
    // A number has no text of its own: what is written like it stands for it.
    sql: (value) => {
      const also = value.shape === "number" ? numbersAmong(words) : [];
      return someElement(value, timeZone, ({ text, number }) => {
        const byText =
          text && words.length > 0 ? sql`${folded(text)} IN ${bound("Array(String)", words)}` : sql`0`;
        const all = [...numbers, ...also];
        const byValue =
          number && all.length > 0 ? sql`ifNull(${number} IN ${bound("Array(Float64)", all)}, 0)` : sql`0`;
        return sql`(${byText} OR ${byValue})`;
      });
    },
    meets: (held, shape) =>
      shape !== "instant" &&
      elementsOf(held).some((element) =>
        shape === "number"
          ? [...numbers, ...numbersAmong(words)].includes(Number(element))
          : isKnown(shape, held) && isOne(element),
      ),
  };
}

function numbersAmong(texts: readonly string[]): number[] {
  return texts.map(numberOf).filter((number) => number !== null);
}

function partOf(is: { contains: string } | { begins: string } | { ends: string }, timeZone: string): Fixed {
  const [[where, given] = ["contains", ""]] = Object.entries(is);
  const part = fold(String(given));
  const asked = (text: Sql): Sql => {
    if (where === "begins") return sql`startsWith(${folded(text)}, ${part})`;
    return where === "ends"
      ? sql`endsWith(${folded(text)}, ${part})`
      : sql`position(${folded(text)}, ${part}) > 0`;
  };
  const meets = (text: string): boolean => {
    if (where === "begins") return text.startsWith(part);
    return where === "ends" ? text.endsWith(part) : text.includes(part);
  };
  return {
    sql: (value) => someElement(value, timeZone, ({ text }) => (text ? asked(text) : sql`0`)),
    meets: (held, shape) =>
      (shape === "text" || shape === "json") &&
      elementsOf(held).some((element) => meets(fold(textOf(element)))),
  };
}

function byInstant(timeZone: string, asked: (time: Sql) => Sql, meets: (time: number) => boolean): Fixed {
  return {
    sql: (value) =>
      someElement(value, timeZone, ({ time }) => (time ? sql`ifNull(${asked(time)}, 0)` : sql`0`)),
    meets: (held, shape) => heldInstants(held, shape, timeZone).some(meets),
  };
}

type NumberIs = Extract<
  FixedIs,
  { at_least: number } | { at_most: number } | { above: number } | { below: number } | { between: unknown }
>;

/** The condition on a number. */
export function numberCondition(is: NumberIs): {
  sql: (number: Sql) => Sql;
  meets: (number: number) => boolean;
} {
  const float = (number: number) => bound("Float64", number);
  if ("at_least" in is)
    return { sql: (n) => sql`${n} >= ${float(is.at_least)}`, meets: (n) => n >= is.at_least };
  if ("at_most" in is)
    return { sql: (n) => sql`${n} <= ${float(is.at_most)}`, meets: (n) => n <= is.at_most };
  if ("above" in is) return { sql: (n) => sql`${n} > ${float(is.above)}`, meets: (n) => n > is.above };
  if ("below" in is) return { sql: (n) => sql`${n} < ${float(is.below)}`, meets: (n) => n < is.below };
  const [from, to] = is.between;
  return {
    sql: (n) => sql`(${n} >= ${float(from)} AND ${n} <= ${float(to)})`,
    meets: (n) => n >= from && n <= to,
  };
}

function byNumber(is: NumberIs, timeZone: string): Fixed {
  const { sql: asked, meets } = numberCondition(is);
  return {
    sql: (value) =>
      someElement(value, timeZone, ({ number }) => (number ? sql`ifNull(${asked(number)}, 0)` : sql`0`)),
    meets: (held, shape) =>
      shape !== "instant" &&
      elementsOf(held).some((element) => {
        const number = shape === "number" ? Number(element) : numberOf(element);
        return number !== null && meets(number);
      }),
  };
}
