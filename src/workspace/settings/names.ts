/** Names that standards give: time zones (IANA), currencies (ISO 4217), countries (ISO 3166). */

const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));
const ZONES = new Map(Intl.supportedValuesOf("timeZone").map((zone) => [zone.toLowerCase(), zone]));
const COUNTRY_NAMES = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Whether it is a code of ISO 4217 that is in use. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** Whether it is an IANA name as written there: the stores, unlike browsers, mind the case. */
export function isTimeZone(name: string): boolean {
  const known = ZONES.get(name.toLowerCase());
  if (known !== undefined) return known === name;
  // Names that browsers hold to be the same as a listed one (Asia/Kolkata) are names too.
  if (!/^[A-Z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

/** Whether it is a country's code of two capital letters. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && COUNTRY_NAMES.of(code) !== undefined;
}
