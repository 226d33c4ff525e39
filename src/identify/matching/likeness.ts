import { editsUpTo, jaroWinkler, sharedWords } from "./distance.ts";
import { type Field, foldValue } from "./field.ts";
import type { Folded } from "./fold/name.ts";
import { LEVELS, otherName, type Test } from "./levels.ts";
import type { Values } from "./load.ts";

/** The values of a record as they are compared, in the order of the fields. */
export type FoldedRecord = readonly Folded[];

/** Folds a record, as a batch does. */
export function foldRecord(fields: readonly Field[], country: string | null, values: Values): FoldedRecord {
  return fields.map(({ kind }, index) => foldValue(kind, values[index] ?? "", country));
}

/** A record in letters of one byte each; see {@link bytesOf}. */
export function inBytes(record: FoldedRecord): FoldedRecord {
  return record.map(({ text, sound }) => ({ text: bytesOf(text), sound: bytesOf(sound) }));
}

const ASCII = /^[\0-\x7f]*$/;

/** A text with a letter for every byte, as the engine counts: outside a–z UTF-8 makes several of one. */
export function bytesOf(text: string): string {
  return ASCII.test(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

/** The levels of two records ({@link inBytes}), field by field; see `levelOf`, which asks the engine the same. */
export function levelsBetween(fields: readonly Field[], left: FoldedRecord, right: FoldedRecord): number[] {
  return fields.map(({ kind }, index) => {
    const [one, other] = [left[index], right[index]];
    if (!one?.text || !other?.text) return 0;
    const pair: Pair = { left: one, right: other, others: othersOf(fields, index, left, right) };
    const rank = LEVELS[kind].findIndex(({ test }) => holds(test, pair));
    return rank < 0 ? LEVELS[kind].length + 1 : rank + 1;
  });
}

/** Two values, and the other names of the same two records where there are any. */
type Pair = {
  readonly left: Folded;
  readonly right: Folded;
  readonly others: { readonly left: string; readonly right: string } | null;
};

function othersOf(
  fields: readonly Field[],
  index: number,
  left: FoldedRecord,
  right: FoldedRecord,
): Pair["others"] {
  const other = otherName(fields, index);
  return other === null ? null : { left: left[other]?.text ?? "", right: right[other]?.text ?? "" };
}

function holds(test: Test, { left, right, others }: Pair): boolean {
  const [one, other] = [left.text, right.text];
  if (test.type === "equal") return one === other;
  if (test.type === "sound") return left.sound.length > 1 && left.sound === right.sound;
  if (test.type === "swapped") return others !== null && (one === others.right || other === others.left);
  if (test.type === "beginning") {
    return Math.min(one.length, other.length) > 1 && (one.startsWith(other) || other.startsWith(one));
  }
  if (test.type === "edits") return editsUpTo(one, other, test.atMost) <= test.atMost;
  if (test.type === "soundEdits") return editsUpTo(left.sound, right.sound, test.atMost) <= test.atMost;
  if (test.type === "similar") return jaroWinkler(one, other) >= test.atLeast;
  if (test.type === "words") return sharedWords(one, other) >= test.atLeast;
  if (test.type === "sameNumber") return /^[0-9]/.test(one) && one.split(" ")[0] === other.split(" ")[0];
  if (test.type === "days") return Math.abs(dayOf(one) - dayOf(other)) <= test.atMost;
  return one === other.slice(0, 4) + other.slice(6, 8) + other.slice(4, 6);
}

const [FIRST_DAY, LAST_DAY] = [Date.UTC(1900, 0, 1), Date.UTC(2299, 11, 31)];

/** The day of a date, counted as the engine counts: what is no date is the first day of 1900. */
function dayOf(text: string): number {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number);
  if (!year || !month || !day || month > 12 || day > 31) return FIRST_DAY / A_DAY;
  return Math.min(Math.max(Date.UTC(year, month - 1, day), FIRST_DAY), LAST_DAY) / A_DAY;
}

const A_DAY = 86_400_000;
