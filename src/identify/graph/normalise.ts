import parsePhoneNumber, { isSupportedCountry } from "libphonenumber-js/min";

/** Longer values are no identifiers: they'd be documents, tokens or attacks. */
const LONGEST = 255;

/** Control characters, and the marks that make two equal-looking ids differ: zero-width and direction marks. */
const INVISIBLE = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** local part @ labels . top label; what mail servers accept, not all that RFC 5322 allows. */
const EMAIL =
  /^[^\s@"<>()[\],;:\\]{1,64}@(?:[^\s@.<>()[\],;:\\"]{1,63}\.)+[^\s@.<>()[\],;:\\"\d][^\s@.<>()[\],;:\\"]{1,62}$/u;

/**
 * The form in which identifiers are compared: e-mail in lower case, phone in E.164 (`country`, ISO
 * 3166 alpha-2, reads national numbers), others trimmed. Null where the value is no such identifier.
 */
export function normaliseIdentifier(type: string, value: unknown, country: string | null): string | null {
  const text = plain(value);
  if (text === null) return null;
  if (type === "email") return normaliseEmail(text);
  if (type === "phone") return normalisePhone(text, country);
  return text;
}

function plain(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const given = String(value);
  if (given.length > LONGEST * 2) return null;
  const text = given.toWellFormed().normalize("NFC").replace(INVISIBLE, "").trim();
  return text === "" || text.length > LONGEST ? null : text;
}

function normaliseEmail(text: string): string | null {
  const email = text.toLowerCase().normalize("NFC");
  return email.length <= 254 && EMAIL.test(email) ? email : null;
}

function normalisePhone(text: string, country: string | null): string | null {
  const international = text.replace(/^(tel:)?\s*00(?=[1-9])/i, "+");
  const defaultCountry = country !== null && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumber(international, { defaultCountry, extract: false });
  return number?.isPossible() ? number.number : null;
}
