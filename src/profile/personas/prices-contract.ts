/** Prices of so many days are held against each other: they rise. */
export const PRICE_DAYS = 365;
/** Prices of a category say something from so many lines of orders on, of at least two prices. */
export const LEAST_LINES = 30;
/** A customer's level is known from so many lines on in such categories. */
export const LEAST_OWN_LINES = 3;

/** Below this mean level customers buy cheap, above the second premium. */
export const PRICE_BOUNDS = [0.4, 0.6] as const;

/** What a mean level of prices is called. */
export function priceWord(level: number): "cheap" | "middle" | "premium" {
  const [low, high] = PRICE_BOUNDS;
  if (level < low) return "cheap";
  return level > high ? "premium" : "middle";
}
