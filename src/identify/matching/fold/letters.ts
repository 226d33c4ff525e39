import { ARABIC_SCRIPT, arabicWord } from "./arabic.ts";

/** Letters that don't fall apart into a base and a mark. */
const UNDIVIDED: Readonly<Record<string, string>> = {
  ı: "i",
  ł: "l",
  đ: "d",
  ø: "o",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ð: "d",
  þ: "th",
};

const OTHER = new RegExp(`[${Object.keys(UNDIVIDED).join("")}]`, "g");
const PLAIN = /^[ -~]*$/;

/**
 * A text in plain small letters: a–z for Latin and Arabic, whatever the case, accents or Turkish
 * dots; Arabic and Persian digits as 0–9; other scripts keep their letters without marks.
 */
export function plainLetters(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  // NFKD first: İ falls into I and a dot, which is a mark; then I → i as in every language.
  const base = text
    .normalize("NFKD")
    .replace(/\p{M}|\u0640/gu, "")
    .toLowerCase();
  const latin = base.replace(OTHER, (letter) => UNDIVIDED[letter] ?? letter);
  return ARABIC_SCRIPT.test(latin) ? latin.split(/(\s+)/).map(arabicWord).join("") : latin;
}

/** The words of a text in plain letters; what is no letter or digit parts words, save apostrophes. */
export function plainWords(text: string): string[] {
  const letters = plainLetters(text).replace(/['’ʼʻ`´]/g, "");
  return letters.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
