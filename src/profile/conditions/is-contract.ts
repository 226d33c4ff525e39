/** How a value is compared. Safe in a browser. */
import { z } from "zod";
import type { Reason } from "../../core/reason.ts";
import { oneOf } from "./one-of.ts";

/** Values in one list. */
export const MOST_NAMES = 200;
/** Characters of one text. */
export const LONGEST_TEXT = 1000;

/** A text that is compared or names something. */
export const text = z.string().min(1).max(LONGEST_TEXT);
/** A number that is compared. */
export const numberSchema = z.number().min(-1e15).max(1e15);

/** A calendar day of the workspace's zone (YYYY-MM-DD), or an instant with its offset. */
export const date = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .refine((day) => day.slice(0, 4) >= "1900" && day.slice(0, 4) < "2300", "form.no_day" satisfies Reason);

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 } as const;
/** A hundred years of days. */
const LONGEST_MS = 36_525 * UNITS.days;

/** A unit of {@link Duration}; a day is 24 hours. */
export type DurationUnit = keyof typeof UNITS;

/** A length of time, in one unit. */
export type Duration =
  | { readonly minutes: number }
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly weeks: number };

function lengthIn(unit: DurationUnit) {
  return z.strictObject({
    [unit]: z
      .int()
      .min(1)
      .max(LONGEST_MS / UNITS[unit]),
  });
}

/** A length of time, in one unit. */
export const durationSchema = oneOf<Duration>(() => ({
  minutes: lengthIn("minutes"),
  hours: lengthIn("hours"),
  days: lengthIn("days"),
  weeks: lengthIn("weeks"),
}));

/** A length of time in milliseconds. */
export function lengthOf(duration: Duration): number {
  const [[unit, count] = ["days", 0]] = Object.entries(duration);
  return Number(count) * UNITS[unit as DurationUnit];
}

/** A comparison of numbers. */
export type NumberIs =
  | { readonly at_least: number }
  | { readonly at_most: number }
  | { readonly above: number }
  | { readonly below: number }
  | { readonly between: readonly [number, number] };

const NUMBER_FORMS = {
  at_least: z.strictObject({ at_least: numberSchema }),
  at_most: z.strictObject({ at_most: numberSchema }),
  above: z.strictObject({ above: numberSchema }),
  below: z.strictObject({ below: numberSchema }),
  /** Both ends included. */
  between: z.strictObject({ between: z.tuple([numberSchema, numberSchema]) }),
};

/** A comparison of numbers. */
export const numberIsSchema = oneOf<NumberIs>(() => NUMBER_FORMS);

/** A value that a text, a number or a truth may equal. */
export type Plain = string | number | boolean;

/** How a value is compared, the same at any instant. `none_of` holds for what is missing, too. */
export type FixedIs =
  | NumberIs
  | { readonly any_of: readonly Plain[] }
  | { readonly none_of: readonly Plain[] }
  | { readonly contains: string }
  | { readonly begins: string }
  | { readonly ends: string }
  | { readonly known: boolean }
  | { readonly before: string }
  | { readonly after: string };

/** How a value is compared; as time goes by, too. */
export type Is =
  | FixedIs
  | { readonly past: Duration }
  | { readonly longer_ago: Duration }
  | { readonly coming: Duration }
  | { readonly anniversary: Duration };

const plain = z.union([z.string().max(LONGEST_TEXT), numberSchema, z.boolean()]);
const plains = z.array(plain).min(1).max(MOST_NAMES);

const FIXED_FORMS = {
  any_of: z.strictObject({ any_of: plains }),
  none_of: z.strictObject({ none_of: plains }),
  contains: z.strictObject({ contains: text }),
  begins: z.strictObject({ begins: text }),
  ends: z.strictObject({ ends: text }),
  known: z.strictObject({ known: z.boolean() }),
  ...NUMBER_FORMS,
  before: z.strictObject({ before: date }),
  after: z.strictObject({ after: date }),
};

/** How a value of a row is compared: the same at any instant. */
export const fixedIsSchema = oneOf<FixedIs>(() => FIXED_FORMS);

/** How a value is compared. */
export const isSchema = oneOf<Is>(() => ({
  ...FIXED_FORMS,
  past: z.strictObject({ past: durationSchema }),
  longer_ago: z.strictObject({ longer_ago: durationSchema }),
  coming: z.strictObject({ coming: durationSchema }),
  anniversary: z.strictObject({ anniversary: durationSchema }),
}));
