/** Letters that Unicode's decomposition leaves as they are, by what they are compared as. */
const LETTERS: { readonly [letter: string]: string } = {
  ı: "i",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ى: "ي",
  ی: "ي",
  ې: "ي",
  ک: "ك",
  ة: "ه",
  ە: "ه",
  ٱ: "ا",
  ـ: "",
  ء: "",
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
/** The Arabic article before a word that stays a word without it. */
const ARTICLE = /(?<=^| )ال(?=\p{L}{2})/gu;

/**
 * The form in which names are compared, never shown: case, accents, Turkish dots (İ, I, ı, i are
 * one letter), Arabic vowels, hamzas and the article taken out; words parted by one space.
 */
export function fold(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(ARTICLE, "");
}
