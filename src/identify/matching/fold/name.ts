import { plainWords } from "./letters.ts";
import { soundOf } from "./sound.ts";

/** A value as it is compared: `text` letter by letter, `sound` over spellings and scripts. */
export type Folded = { readonly text: string; readonly sound: string };

/** Empty: weighs nothing in a comparison. */
export const NOTHING: Folded = { text: "", sound: "" };

/** Titles that say nothing of who it is. */
const TITLES = new Set([
  ...["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "bay", "bayan", "sayin", "haji", "hajj", "sheikh"],
]);

const ARTICLES = new Set(["al", "el", "ul"]);

/** The words of a name, without titles and the Arabic article; abd + al + X is one word. */
function nameWords(text: string): string[] {
  const words = plainWords(text);
  const wanted: string[] = [];
  for (const word of words) {
    const isSmall = ARTICLES.has(word) || TITLES.has(word);
    if (isSmall && words.length > 1) continue;
    const before = wanted.at(-1);
    if (before === "abd" || before === "abdul" || before === "abdel") {
      wanted[wanted.length - 1] = `abd${word}`;
    } else wanted.push(word.replace(/^abd[aeu]l(?=\p{L}{3})/u, "abd"));
  }
  return wanted;
}

/** A given or a family name. */
export function foldName(text: string): Folded {
  const words = nameWords(text);
  return { text: words.join(" "), sound: words.map(soundOf).join("") };
}

/** A whole name in one field: words in the order of the alphabet, so that family, given is given family. */
export function foldFullName(text: string): Folded {
  const words = nameWords(text);
  return { text: words.toSorted().join(" "), sound: words.map(soundOf).toSorted().join(" ") };
}
