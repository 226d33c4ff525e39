import { hash } from "node:crypto";
import type { FoldedRecord } from "./likeness.ts";
import type { Part, Rule } from "./rules.ts";

/**
 * The block of a record ({@link inBytes}) under each rule, as a number of 48 bits drawn from its keys; null where a
 * key is missing. `salt` parts the blocks of records that were folded otherwise. Two blocks in one
 * number only cost a comparison.
 */
export function blocksOf(rules: readonly Rule[], record: FoldedRecord, salt: string): (number | null)[] {
  return rules.map((rule) => {
    const keys = rule.keys.map(({ field, part }) => keyOf(part, record, field));
    if (!keys.every((key) => key !== null)) return null;
    return numberOf([salt, rule.name, ...(rule.anyOrder ? keys.toSorted() : keys)]);
  });
}

/** Parts of a text as a number of 48 bits. */
export function numberOf(parts: readonly string[]): number {
  return hash("sha1", parts.join("\u0001"), "buffer").readUIntBE(0, 6);
}

function keyOf(part: Part, record: FoldedRecord, field: number): string | null {
  const { text, sound } = record[field] ?? { text: "", sound: "" };
  if (part === "sound") return sound.length > 1 ? sound : null;
  if (text === "") return null;
  if (part === "text") return text;
  if (part === "year") return text.slice(0, 4);
  return text.length > 2 ? text.slice(0, 3) : null;
}
