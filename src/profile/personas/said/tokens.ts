import { fold } from "../../traits/index.ts";
import { withoutPersonal } from "./private.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** Words of a text: the form in which they are compared, and as they were written, in small letters. */
export type Words = ReadonlyMap<string, string>;

const segmenters = new Map<string, Intl.Segmenter>();
const SHORTEST = 2;
const LONGEST = 40;
/** What is searched or answered in so few words counts as one. */
const MOST_OF_PHRASE = 4;

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const made = new Intl.Segmenter(language, { granularity: "word" });
  segmenters.set(language, made);
  return made;
}

/** The language that a text is cut and written small by: by its letters, then by what the event said. */
export function languageOf(text: string, said: string): "ar" | "en" | "tr" {
  if (/\p{Script=Arabic}/u.test(text)) return "ar";
  return /[ğşıİ]/u.test(text) || said.startsWith("tr") ? "tr" : "en";
}

/** The words of a text that say something, without anything personal. */
export function wordsOf(text: string, said = ""): Words {
  const language = languageOf(text, said);
  const words = new Map<string, string>();
  for (const { segment, isWordLike } of segmenterOf(language).segment(withoutPersonal(text))) {
    if (!isWordLike) continue;
    // What follows an apostrophe is an ending: Rize’nin, shop’s.
    const [stem = ""] = segment.split(/['’]/u);
    const key = fold(stem);
    if (key.length < SHORTEST || key.length > LONGEST || /\s|\p{N}/u.test(key) || STOP_WORDS.has(key))
      continue;
    words.set(key, stem.toLocaleLowerCase(language));
  }
  return words;
}

/** A short text as one, else its words. */
export function phrasesOf(text: string, said = ""): Words {
  const plain = withoutPersonal(text);
  const written = plain.trim().replace(/\s+/gu, " ").toLocaleLowerCase(languageOf(text, said));
  const key = fold(plain);
  const isShort = plain === text && key !== "" && key.split(" ").length <= MOST_OF_PHRASE;
  if (!isShort || key.length > LONGEST) return wordsOf(text, said);
  return STOP_WORDS.has(key) ? new Map() : new Map([[key, written]]);
}
