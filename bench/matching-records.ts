import { seededRandom } from "../src/core/random.ts";
import type { Field, Values } from "../src/identify/matching/index.ts";

/** What generated records are matched by. */
export const GENERATED: readonly Field[] = [
  { name: "given", kind: "given" },
  { name: "family", kind: "family" },
  { name: "born", kind: "date" },
  { name: "city", kind: "place" },
  { name: "email", kind: "email" },
  { name: "phone", kind: "phone" },
];

const BEGINS = [..."bcdfghjklmnprstvyz", "sh", "kh", "br", "tr"];
const VOWELS = [..."aeiou", "ai"];
const ENDS = ["", "", "n", "r", "l", "m", "s", "t", "d"];

type Draw = { below(most: number): number; chance(of: number): boolean; of(list: readonly string[]): string };

function draws(seed: number): Draw {
  const random = seededRandom(seed);
  const below = (most: number) => Math.floor(random.next() * most);
  return {
    below,
    chance: (of) => random.next() < of,
    of: (list) => list[below(list.length)] ?? "",
  };
}

/** Names of two or three syllables, of which the first are drawn far more often than the last. */
function names(draw: Draw, count: number): () => string {
  const list = Array.from({ length: count }, () =>
    Array.from({ length: 2 + draw.below(2) }, () => draw.of(BEGINS) + draw.of(VOWELS) + draw.of(ENDS)).join(
      "",
    ),
  );
  return () => list[Math.floor(count * (draw.below(1_000_000) / 1_000_000) ** 2.5)] ?? "";
}

/** A letter doubled, dropped or taken for its neighbour. */
function misspelt(draw: Draw, text: string): string {
  const at = draw.below(text.length);
  const letter = text[at] ?? "";
  const other = draw.of([letter + letter, "", draw.of(VOWELS)]);
  return text.slice(0, at) + other + text.slice(at + 1);
}

const two = (value: number) => String(value).padStart(2, "0");

/**
 * So many records, and the customer of each: one to four a customer, every further one with
 * values missing (15 %), misspelt (10 %), names swapped (3 %) or a digit of the date wrong (5 %).
 */
export function generated(count: number): { values: Values[]; truth: string[] } {
  const draw = draws(count);
  const [given, family, city] = [names(draw, 1500), names(draw, 20_000), names(draw, 600)];
  const values: Values[] = [];
  const truth: string[] = [];
  for (let customer = 0; values.length < count; customer += 1) {
    const [first, last] = [given(), family()];
    const born = `${1940 + draw.below(65)}-${two(1 + draw.below(12))}-${two(1 + draw.below(28))}`;
    const email = `${first}.${last}${draw.below(1000)}@${draw.of(["mail.com", "post.net", "inbox.org"])}`;
    const clean = [first, last, born, city(), email, `+49151${10_000_000 + draw.below(90_000_000)}`];
    const records = 1 + draw.below(4);
    for (let record = 0; record < records && values.length < count; record += 1) {
      values.push(record === 0 ? clean : rewritten(draw, clean));
      truth.push(String(customer));
    }
  }
  return { values, truth };
}

function rewritten(draw: Draw, clean: readonly string[]): Values {
  const [given = "", family = "", ...rest] = clean;
  const ordered = draw.chance(0.03) ? [family, given, ...rest] : clean;
  return ordered.map((value, field) => {
    if (draw.chance(0.15)) return null;
    if (field === 2) return draw.chance(0.05) ? value.slice(0, 9) + String(draw.below(9)) : value;
    return draw.chance(0.1) ? misspelt(draw, value) : value;
  });
}
