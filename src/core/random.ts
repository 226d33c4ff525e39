/** Randomness, passed in everywhere so that a seed repeats a run. */
export type Random = {
  /** A number from 0 inclusive to 1 exclusive. */
  next(): number;
};

/**
 * Repeatable randomness from a seed: the mulberry32 generator, good enough for simulations and
 * sampling, never for secrets (those come from node:crypto).
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
  };
}
