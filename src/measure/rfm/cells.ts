/** The cells of RFM and the kinds of buyers: what a customer is called by their classes. */

/** What customers are called by recency and frequency; not states, whose words are their own. */
export const RFM_CELLS = [
  "champions",
  "loyal",
  "promising",
  "first_timers",
  "wavering",
  "cannot_lose",
  "at_risk",
  "hibernating",
  "long_gone",
] as const;

/** One of {@link RFM_CELLS}. */
export type RfmCell = (typeof RFM_CELLS)[number];

/** The map: a line for each class of recency from 1 (silent the longest) to 5, in it the frequencies 1 to 5. */
export const CELL_MAP: readonly (readonly RfmCell[])[] = [
  ["long_gone", "long_gone", "at_risk", "cannot_lose", "cannot_lose"],
  ["hibernating", "hibernating", "at_risk", "cannot_lose", "cannot_lose"],
  ["wavering", "wavering", "loyal", "loyal", "loyal"],
  ["first_timers", "promising", "loyal", "champions", "champions"],
  ["first_timers", "promising", "loyal", "champions", "champions"],
];

/** Classes run from 1, the weakest, to 5. */
export const CLASSES = [1, 2, 3, 4, 5] as const;

/** The name of a square of the map. */
export function cellOf(r: number, f: number): RfmCell {
  const cell = CELL_MAP[r - 1]?.[f - 1];
  if (!cell) throw new Error(`there is no class ${r} or ${f}`);
  return cell;
}

/** Buyers by how often and, where once, for how much they ordered. */
export const BUYER_KINDS = ["repeat", "one_time_high", "one_time_low"] as const;

/** One of {@link BUYER_KINDS}. */
export type BuyerKind = (typeof BUYER_KINDS)[number];
