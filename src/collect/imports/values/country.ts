const LANGUAGES = ["en", "tr", "ar", "de", "fr"];
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

let names: Map<string, string> | null = null;

/** The ISO 3166 alpha-2 code of a country's code or name; null where it is neither. */
export function countryOf(text: string): string | null {
  names ??= allNames();
  return names.get(text.trim().toLowerCase()) ?? null;
}

function allNames(): Map<string, string> {
  const found = new Map<string, string>(Object.entries(OTHERS));
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of codes()) {
      const name = display.of(code);
      if (!name || /^(EU|EZ|UN|XA|XB|ZZ|QO)$/.test(code) || !isCurrent(code)) continue;
      found.set(name.toLowerCase(), code);
      found.set(code.toLowerCase(), code);
    }
  }
  return found;
}

/** Intl still names codes that were given up (UK, SU, DD); they stand for the ones of today. */
function isCurrent(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

function* codes(): Generator<string> {
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) yield String.fromCharCode(first, second);
  }
}
