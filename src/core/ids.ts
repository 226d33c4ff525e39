/**
 * Numbers that name things. All come from database sequences and stay below 2^53, so plain
 * JavaScript numbers hold them exactly.
 */

declare const brand: unique symbol;
type Branded<Name extends string> = number & { readonly [brand]: Name };

/** The smallest thing that is surely one customer; events belong to it for ever. */
export type HandleId = Branded<"handle">;

/**
 * The persistent number of a profile: the smallest id among its handles. So every handle id is
 * also a valid profile id, merges need no second numbering, and an id given out once answers for ever.
 */
export type ProfileId = Branded<"profile">;

/** Where events come from. */
export type SourceId = Branded<"source">;

/** One import of one file. */
export type ImportId = Branded<"import">;

/** The largest number of sources, imports and tokens: their columns are Postgres integers. */
export const MOST_ID = 2_147_483_647;

/** Reads a database number as an id of the wanted kind. */
export function asId<Id extends HandleId | ProfileId | SourceId | ImportId>(value: number): Id {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not an id: ${value}`);
  return value as Id;
}

/** The profile id as people see it: `p_` and base 36. */
export function showProfileId(id: ProfileId): string {
  return `p_${id.toString(36)}`;
}

/** Reads what {@link showProfileId} wrote, or a plain number; null where it is neither. */
export function parseProfileId(text: string): ProfileId | null {
  const plain = /^\d{1,16}$/.test(text);
  if (!plain && !/^p_[0-9a-z]{1,11}$/.test(text)) return null;
  const value = plain ? Number(text) : Number.parseInt(text.slice(2), 36);
  return Number.isSafeInteger(value) && value > 0 ? (value as ProfileId) : null;
}
