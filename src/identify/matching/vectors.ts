/** The levels of a pair, field by field (0: missing), and how many pairs have them. */
export type Counted = { readonly levels: readonly number[]; readonly count: number };

/** Takes apart the levels of a pair from the number that they are kept as: four bits a field. */
export function levelsOf(packed: number | string, fields: number): number[] {
  let rest = Number(packed);
  return Array.from({ length: fields }, () => {
    const level = rest % 16;
    rest = Math.floor(rest / 16);
    return level;
  });
}

/** More fields would not fit the 53 bits of a whole number. */
export const MOST_FIELDS = 13;
