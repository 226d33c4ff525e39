/**
 * Arabic, Persian and Urdu letters as Latin ones, without short vowels, which are not written:
 * a simplified ALA-LC. Alef forms are one letter, as are ya and alef maqsura; ta marbuta is an a.
 */
const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  ...{ ا: "a", ٱ: "a", ء: "", ب: "b", پ: "p", ت: "t", ث: "th", ج: "j", چ: "ch", ح: "h", خ: "kh" },
  ...{ د: "d", ذ: "dh", ر: "r", ز: "z", ژ: "zh", س: "s", ش: "sh", ص: "s", ض: "d", ط: "t", ظ: "z" },
  ...{ ع: "a", غ: "gh", ف: "f", ڤ: "v", ق: "q", ك: "k", ک: "k", گ: "g", ل: "l", م: "m", ن: "n" },
  ...{ ه: "h", ہ: "h", ة: "a", و: "w", ي: "y", ی: "y", ى: "y", ے: "y" },
  ...Object.fromEntries([..."٠١٢٣٤٥٦٧٨٩"].map((digit, value) => [digit, String(value)])),
  ...Object.fromEntries([..."۰۱۲۳۴۵۶۷۸۹"].map((digit, value) => [digit, String(value)])),
};

/** Whether a text holds Arabic script. */
export const ARABIC_SCRIPT = /[\u0600-\u06ff]/;

/** One word, marks taken off, in Latin letters; the article ال becomes a word of its own, "al". */
export function arabicWord(word: string): string {
  if (!ARABIC_SCRIPT.test(word)) return word;
  return /^ال\p{L}{3,}/u.test(word) ? `al ${latin(word.slice(2))}` : latin(word);
}

function latin(word: string): string {
  return [...word].map((letter) => ARABIC_LETTERS[letter] ?? letter).join("");
}
