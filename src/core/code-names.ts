/** Codes of countries and languages, and the names that people write instead of them. Safe in a browser. */

/** What is kept by its code. */
export type Coded = "country" | "language";

/** Tenure's own languages, and two in which shops often write. */
const WRITTEN_IN = ["en", "tr", "ar", "de", "fr"];
/** What shops write that no list of country names holds. */
const OTHERS: Readonly<Record<string, string>> = {
  eire: "IE",
  rsa: "ZA",
  usa: "US",
  "u.s.a.": "US",
  "united states of america": "US",
  uk: "GB",
  england: "GB",
  scotland: "GB",
  "great britain": "GB",
  uae: "AE",
  "czech republic": "CZ",
  turkey: "TR",
  türkiye: "TR",
};

const known = new Map<Coded, ReadonlyMap<string, string>>();

/** The ISO 3166 alpha-2 code of a country's code or name; null where it is neither. */
export function countryOf(text: string): string | null {
  return namesOf("country").get(written(text)) ?? null;
}

/** The code of a language's name, its code or a locale ("tr" of "Turkish" and "tr-TR"); null where it is none. */
export function languageOf(text: string): string | null {
  const code = /^([a-z]{2,3})([-_]|$)/i.exec(text.trim())?.[1];
  return namesOf("language").get(written(text)) ?? code?.toLowerCase() ?? null;
}

/** Every code that has a name. */
export function codesOf(kind: Coded): string[] {
  return [...new Set(namesOf(kind).values())].toSorted();
}

function namesOf(kind: Coded): ReadonlyMap<string, string> {
  const names = known.get(kind) ?? allNames(kind);
  known.set(kind, names);
  return names;
}

function allNames(kind: Coded): Map<string, string> {
  const found = new Map<string, string>();
  if (kind === "country") for (const [name, code] of Object.entries(OTHERS)) found.set(written(name), code);
  const type = kind === "country" ? "region" : "language";
  for (const language of WRITTEN_IN) {
    const display = new Intl.DisplayNames([language], { type, fallback: "none" });
    for (const code of PAIRS.map((pair) => (kind === "country" ? pair.toUpperCase() : pair))) {
      const name = display.of(code);
      if (!name || /^(EU|EZ|UN|XA|XB|ZZ|QO)$/.test(code) || !isCurrent(kind, code)) continue;
      found.set(written(name), code);
      found.set(written(code), code);
    }
  }
  return found;
}

/** Capitals, accents and the dots of İ and ı are written in many ways. */
function written(name: string): string {
  const plain = name.trim().normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.replaceAll("ı", "i").replaceAll("’", "'").replaceAll(" and ", " & ");
}

/** Intl still names codes that were given up (UK, SU, DD); they stand for the ones of today. */
function isCurrent(kind: Coded, code: string): boolean {
  const tag = kind === "country" ? `und-${code}` : code;
  return Intl.getCanonicalLocales(tag)[0] === tag;
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const PAIRS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
