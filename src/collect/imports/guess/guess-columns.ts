import type { ImportKind } from "../contract.ts";
import { parseTime } from "../values/dates.ts";
import { parseAmount } from "../values/numbers.ts";
import { COLUMN_NAMES, plainName } from "./column-names.ts";
import { fieldsOf } from "./fields.ts";

/** A column with some of its values. */
export type Column = { readonly name: string; readonly samples: readonly string[] };

/** The guessed column of each field, and how sure the guess is, 0 to 1. */
export type Guess = { columns: Record<string, string>; confidence: Record<string, number> };

const DATES = new Set(["date", "created_at", "updated_at", "cancelled_at", "refund_date", "birthday"]);
const NUMBERS = new Set(
  "quantity price line_total line_discount total subtotal discount shipping tax refunded".split(" "),
);

/** Guesses which column holds which field of a kind: by its name first, then by what it holds. */
export function guessColumns(columns: readonly Column[], kind: ImportKind): Guess {
  const guess: Guess = { columns: {}, confidence: {} };
  const taken = new Set<string>();
  const candidates = fieldsOf(kind)
    .flatMap(({ name }) => columns.map((column) => ({ field: name, column, score: scoreOf(name, column) })))
    .filter(({ score }) => score >= 0.4)
    .toSorted((left, right) => right.score - left.score);
  for (const { field, column, score } of candidates) {
    if (guess.columns[field] !== undefined || taken.has(column.name)) continue;
    guess.columns[field] = column.name;
    guess.confidence[field] = Math.round(score * 100) / 100;
    taken.add(column.name);
  }
  return guess;
}

/** How well a column fits a field: its name counts, its values can only speak against it or alone for it. */
function scoreOf(field: string, column: Column): number {
  const fit = valueFit(
    field,
    column.samples.filter((value) => value.trim() !== ""),
  );
  const name = nameFit(field, plainName(column.name));
  if (name > 0) return name * (fit === null ? 0.9 : 0.3 + 0.7 * fit);
  return fit !== null && fit > 0.9 && field === "email" ? 0.6 : 0;
}

function nameFit(field: string, name: string): number {
  const names = COLUMN_NAMES[field] ?? [];
  const place = names.indexOf(name);
  if (place >= 0 || name === field.replaceAll("_", " ")) return 1 - Math.max(0, place) * 0.004;
  const within = names.some((known) => known.length > 4 && ` ${name} `.includes(` ${known} `));
  return within ? 0.6 : 0;
}

/** The share of values that the field can hold; null where nothing can be said. */
function valueFit(field: string, values: readonly string[]): number | null {
  if (values.length === 0) return null;
  const share = (fits: (value: string) => boolean): number => values.filter(fits).length / values.length;
  if (DATES.has(field))
    return share(
      (value) => parseTime(value, "day-first") !== null || parseTime(value, "month-first") !== null,
    );
  if (NUMBERS.has(field))
    return share((value) => parseAmount(value, ".") !== null || parseAmount(value, ",") !== null);
  if (field === "email") return share((value) => /^[^\s@]+@[^\s@]+$/.test(value));
  if (field === "currency") return share((value) => /^[A-Za-z]{3}$/.test(value));
  if (field === "phone") return share((value) => /^'?[+\d][\d\s().-]{5,}$/.test(value));
  return null;
}
