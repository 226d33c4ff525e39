import { blockSizes, putCandidates } from "./blocking-queries.ts";
import type { Rule } from "./rules.ts";
import type { Run } from "./run-store.ts";

/** How many blocks of a rule have `size` records. */
export type BlockSize = { readonly size: number; readonly blocks: number };

/** What a rule was used for: blocks up to `largest` records; `leftOut` blocks are larger, and no pairs come of them. */
export type Blocked = { readonly rule: Rule; readonly largest: number; readonly leftOut: number };

/** One rule may bring so many pairs for each record, but always as many as take no time. */
const PAIRS_A_RECORD = 3;
const PAIRS_AT_LEAST = 200_000;

/** A larger block says little of its records (a shared office phone), whatever the budget. */
const LARGEST = 1000;

/** The largest block of a rule that fits its budget of pairs, smaller ones first, and how many are left out. */
export function fitting(sizes: readonly BlockSize[], budget: number): Omit<Blocked, "rule"> {
  let [pairs, largest, leftOut] = [0, 0, 0];
  for (const { size, blocks } of sizes.toSorted((left, right) => left.size - right.size)) {
    pairs += (blocks * size * (size - 1)) / 2;
    if (pairs > budget || size > LARGEST) leftOut += blocks;
    else largest = size;
  }
  return { largest, leftOut };
}

/** Puts the pairs that the rules bring among so many records. */
export async function blockRecords(run: Run, rules: readonly Rule[], records: number): Promise<Blocked[]> {
  const budget = Math.max(PAIRS_AT_LEAST, records * PAIRS_A_RECORD);
  const used: Blocked[] = [];
  for (const [index, rule] of rules.entries()) {
    const found = fitting(await blockSizes(run, rule), budget);
    if (found.largest > 0) await putCandidates(run, rule, index, found.largest);
    used.push({ rule, ...found });
  }
  return used;
}
