import type { Random } from "../src/core/random.ts";
import { pick, whole } from "./draws.ts";

/** One slip of whoever types: two letters swapped, one left out, doubled, or taken for another. */
export function misspelt(random: Random, text: string): string {
  if (text.length < 3) return text;
  const at = whole(random, 1, text.length - 2);
  const [before, letter, next] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1)];
  const other = /\d/.test(letter)
    ? String((Number(letter) + whole(random, 1, 9)) % 10)
    : pick(random, VOWELS);
  const slip = pick(random, [next + letter, next, letter + letter + next, other + next]);
  return before + slip + text.slice(at + 2);
}

const VOWELS = ["a", "e", "i", "o", "u"];

/** How the same sound is spelt by others who write a name in Latin letters. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ["ou", "u"],
  ["kh", "h"],
  ["ee", "i"],
  ["mm", "m"],
  ["ss", "s"],
  ["q", "k"],
  ["y", "i"],
  ["e", "a"],
  ["al", "el"],
];

/** A name in plain Latin letters as another would spell it: Mohammed, Mohamad, Muhamed. */
export function respelt(random: Random, latin: string): string {
  const [from, to] = pick(random, SPELLINGS);
  const spelt = latin.replace(from, to);
  return spelt.charAt(0).toUpperCase() + spelt.slice(1);
}
