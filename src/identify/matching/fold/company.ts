import { plainLetters, plainWords } from "./letters.ts";
import type { Folded } from "./name.ts";

/** Legal forms and words that nearly every company has, in plain letters. */
const FORMS = new Set([
  ...["ltd", "limited", "inc", "incorporated", "llc", "llp", "plc", "corp", "corporation", "co", "company"],
  ...["gmbh", "ag", "kg", "sa", "sarl", "srl", "bv", "oy", "ab", "as", "sti", "sirketi", "anonim", "san"],
  ...["tic", "ticaret", "sanayi", "ve", "and", "the", "of", "shrka", "al", "dhmm"],
]);

/**
 * A company: plain letters without the legal form, A.Ş. and the like; `sound` holds its words in
 * the order of the alphabet. A name of such words alone keeps them.
 */
export function foldCompany(text: string): Folded {
  // A.Ş. is one word, whose letters stand apart.
  const words = plainWords(plainLetters(text).replace(/\b([a-z])\.\s?(?=[a-z]\b)/g, "$1"));
  const own = words.filter((word) => !FORMS.has(word));
  const kept = own.length > 0 ? own : words;
  return { text: kept.join(" "), sound: kept.toSorted().join(" ") };
}
