import type { ImportId, SourceId } from "../src/core/ids.ts";

/** Which shop to simulate. The same options give the same events and the same truth. */
export type ShopOptions = {
  readonly customers: number;
  readonly seed: number;
  /** The instant at which the data ends, in milliseconds; it begins two years before. */
  readonly end: number;
  /** ISO 4217; the shop sells in one currency. */
  readonly currency: string;
  /** The source that the events are said to come from. */
  readonly sourceId: SourceId;
  /** The import that they are said to be part of. */
  readonly importId: ImportId | null;
};

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** A year in milliseconds. */
export const YEAR = 365 * DAY;

/** When the data of a shop begins. */
export function beginOf(options: ShopOptions): number {
  return options.end - 2 * YEAR;
}
