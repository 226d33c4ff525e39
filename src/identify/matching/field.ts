import { normaliseIdentifier } from "../graph/index.ts";
import { foldAddress } from "./fold/address.ts";
import { foldCompany } from "./fold/company.ts";
import { plainWords } from "./fold/letters.ts";
import { foldFullName, foldName, type Folded, NOTHING } from "./fold/name.ts";

/** What a field holds, which decides how two of its values are compared. `code` is a number or code of any issuer. */
export type FieldKind =
  | "given"
  | "family"
  | "name"
  | "email"
  | "phone"
  | "date"
  | "address"
  | "company"
  | "place"
  | "code";

/** A field that records are compared by. */
export type Field = { readonly name: string; readonly kind: FieldKind };

/** A value as it is compared; both empty where it says nothing. `country` (ISO 3166) reads phones. */
export function foldValue(kind: FieldKind, value: string, country: string | null): Folded {
  if (value.length > LONGEST || value.trim() === "") return NOTHING;
  return FOLDS[kind](value.toWellFormed(), country);
}

/** Longer values are documents; comparing them letter by letter would cost their length squared. */
const LONGEST = 300;

const E164 = /^\+\d{7,15}$/;

const FOLDS: Readonly<Record<FieldKind, (value: string, country: string | null) => Folded>> = {
  given: foldName,
  family: foldName,
  name: foldFullName,
  address: foldAddress,
  company: foldCompany,
  email(value) {
    const text = normaliseIdentifier("email", value, null) ?? "";
    return { text, sound: text.slice(0, text.lastIndexOf("@")).replace(/\+.*$|[^\p{L}\p{N}]/gu, "") };
  },
  phone(value, country) {
    // One that is international already is not read again, which would take longer than all else.
    const known = E164.test(value) ? value : normaliseIdentifier("phone", value, country);
    const digits = (known ?? value).replace(/\D/g, "");
    return digits.length < 5 ? NOTHING : { text: digits, sound: digits.slice(-7) };
  },
  // ISO 8601, with or without its hyphens: what an import has read dates into.
  date(value) {
    const [, year = "", month = "", day = ""] = /^(\d{4})\D?(\d\d)\D?(\d\d)/.exec(value.trim()) ?? [];
    return year === "" ? NOTHING : { text: `${year}${month}${day}`, sound: month + day };
  },
  place(value) {
    const words = plainWords(value);
    return { text: words.join(" "), sound: words.toSorted().join(" ").slice(0, 4) };
  },
  code(value) {
    const text = plainWords(value).join("");
    return { text, sound: text.slice(0, 4) };
  },
};
