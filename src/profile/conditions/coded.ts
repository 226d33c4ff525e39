/** Fields that keep codes of countries and languages: in rules their names may stand, too. Safe in a browser. */
import { countryOf, languageOf, type Coded } from "../../core/code-names.ts";
import type { FixedIs, Plain } from "./is-contract.ts";
import type { Filter } from "./matcher-contract.ts";

const READ: Readonly<Record<Coded, (text: string) => string | null>> = {
  // Sources also send pairs of letters that are no country's, such as XX for unknown.
  country: (text) => countryOf(text) ?? (/^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null),
  language: languageOf,
};

/** What a field keeps codes of; null where it doesn't. */
export function codedIn(field: string): Coded | null {
  return field === "country" || field === "language" ? field : null;
}

/** The code that a value of a rule stands for; null where it is none and no name. */
export function codeOf(kind: Coded, value: Plain): string | null {
  return typeof value === "string" ? READ[kind](value) : null;
}

/** A comparison whose names of countries and languages stand for their codes, for both readings. */
export function inCodes({ field, is }: Filter): FixedIs {
  const kind = codedIn(field);
  if (kind === null) return is;
  // What is no name stands for itself.
  const codes = (values: readonly Plain[]) => values.map((value) => codeOf(kind, value) ?? value);
  if ("any_of" in is) return { any_of: codes(is.any_of) };
  return "none_of" in is ? { none_of: codes(is.none_of) } : is;
}
