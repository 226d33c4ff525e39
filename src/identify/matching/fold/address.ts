import { plainWords } from "./letters.ts";
import type { Folded } from "./name.ts";

/** The short form of the words that addresses are written with, in English, Turkish and Arabic (plain letters). */
const SHORT: Readonly<Record<string, string>> = {
  ...{ street: "st", str: "st", avenue: "av", ave: "av", road: "rd", drive: "dr", lane: "ln", place: "pl" },
  ...{ boulevard: "blv", blvd: "blv", bulvari: "blv", bulvar: "blv", bul: "blv", court: "ct", square: "sq" },
  ...{
    crescent: "cr",
    cres: "cr",
    circuit: "cct",
    highway: "hwy",
    parkway: "pkwy",
    saint: "st",
    mount: "mt",
  },
  ...{ north: "n", south: "s", east: "e", west: "w", apartment: "apt", apartmani: "apt", apartman: "apt" },
  ...{ sokak: "sk", sokagi: "sk", sok: "sk", cadde: "cd", caddesi: "cd", cad: "cd", daire: "d" },
  ...{ mahalle: "mh", mahallesi: "mh", mah: "mh", sharaa: "st", tryq: "rd", byt: "apt" },
};

/** Words that only introduce what follows. */
const SILENT = new Set([
  "no",
  "number",
  "nr",
  "nu",
  "kat",
  "floor",
  "suite",
  "ste",
  "unit",
  "the",
  "of",
  "al",
]);

/** شارع, street, as its letters come out. */
const ARABIC_STREET = /^sharaa?$/;

/**
 * An address: plain letters, the usual words cut short, punctuation and "No:" gone; `sound` holds
 * the numbers and the first longer word, which seldom differ between two spellings.
 */
export function foldAddress(text: string): Folded {
  const words = plainWords(text)
    .map((word) => (ARABIC_STREET.test(word) ? "st" : (SHORT[word] ?? word)))
    .filter((word) => !SILENT.has(word));
  const number = words.find((word) => /^\d/.test(word)) ?? "";
  const name = words.find((word) => /^\p{L}{3,}/u.test(word)) ?? "";
  return { text: words.join(" "), sound: number && name ? `${Number.parseInt(number, 10)} ${name}` : "" };
}
