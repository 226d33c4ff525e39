import type { Field, FieldKind } from "./field.ts";

/** What two values have in common; `edits` are Levenshtein's, `swapped` looks into the other name. */
export type Test =
  | { readonly type: "equal" | "sound" | "swapped" | "beginning" | "dayAndMonth" | "sameNumber" }
  | { readonly type: "similar" | "words"; readonly atLeast: number }
  | { readonly type: "edits" | "soundEdits" | "days"; readonly atMost: number };

/** A degree of likeness of two values. */
export type Level = { readonly name: string; readonly test: Test };

const equal: Level = { name: "equal", test: { type: "equal" } };
const sound: Level = { name: "sound alike", test: { type: "sound" } };
const swapped: Level = { name: "given and family name swapped", test: { type: "swapped" } };
const beginning: Level = { name: "one begins the other", test: { type: "beginning" } };
const edits = (atMost: number): Level => ({
  name: atMost === 1 ? "1 edit" : `${atMost} edits`,
  test: { type: "edits", atMost },
});
const similar = (atLeast: number): Level => ({
  name: `Jaro–Winkler ${atLeast}`,
  test: { type: "similar", atLeast },
});
const words = (atLeast: number): Level => ({
  name: `${atLeast * 100} % of the words`,
  test: { type: "words", atLeast },
});

const NAME = [equal, sound, swapped, edits(1), beginning, similar(0.88), similar(0.78)];
const TEXT = [equal, sound, similar(0.93), words(0.6), words(0.3), similar(0.8)];

/**
 * The levels of each kind, best first; the first that holds is a pair's level. Below the last lies
 * "different", which every kind has; a value that is missing on either side has no level.
 */
export const LEVELS: Readonly<Record<FieldKind, readonly Level[]>> = {
  given: NAME,
  family: NAME,
  name: [equal, sound, edits(1), words(0.6), similar(0.9), similar(0.8)],
  email: [
    equal,
    edits(1),
    edits(3),
    { name: "same before the @", test: { type: "sound" } },
    { name: "nearly the same before the @", test: { type: "soundEdits", atMost: 1 } },
  ],
  phone: [equal, { name: "last seven digits", test: { type: "sound" } }, edits(1), edits(2)],
  date: [
    equal,
    edits(1),
    { name: "day and month swapped", test: { type: "dayAndMonth" } },
    edits(2),
    { name: "within a month", test: { type: "days", atMost: 31 } },
    { name: "within a year and a month", test: { type: "days", atMost: 397 } },
    { name: "within eleven years", test: { type: "days", atMost: 4018 } },
  ],
  address: [
    equal,
    similar(0.95),
    { name: "same number and street", test: { type: "sound" } },
    { name: "same number", test: { type: "sameNumber" } },
    words(0.5),
    similar(0.8),
  ],
  company: TEXT,
  place: [equal, edits(2), similar(0.85)],
  code: [equal, edits(1), edits(2)],
};

/** How many levels a kind has, "different" among them. */
export function levelCount(kind: FieldKind): number {
  return LEVELS[kind].length + 1;
}

/** Which kinds weigh by how rare the shared value is. Numbers and addresses are rare or shared, never common. */
const BY_RARITY: ReadonlySet<FieldKind> = new Set(["given", "family", "name", "place", "company"]);

/** Whether a value that both records have weighs by its own rarity in place of the average's. */
export function byRarity(kind: FieldKind): boolean {
  return BY_RARITY.has(kind);
}

/** Where the other part of a customer's name is; null where there is none. */
export function otherName(fields: readonly Field[], index: number): number | null {
  const kind = fields[index]?.kind;
  if (kind !== "given" && kind !== "family") return null;
  const found = fields.findIndex((field) => field.kind === (kind === "given" ? "family" : "given"));
  return found < 0 ? null : found;
}
