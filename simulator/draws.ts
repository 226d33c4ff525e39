import type { Random } from "../src/core/random.ts";

/** A waiting time with the given mean. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random.next()) * mean;
}

/** A standard normal deviate (Box–Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** A gamma deviate of the given shape and mean (Marsaglia and Tsang 2000; shapes below one by their boost). */
export function gamma(random: Random, shape: number, mean: number): number {
  const boost = shape < 1 ? (1 - random.next()) ** (1 / shape) : 1;
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
      return (d * v * boost * mean) / shape;
    }
  }
}

/** A whole number from `least` to `most`, both possible. */
export function whole(random: Random, least: number, most: number): number {
  return least + Math.floor(random.next() * (most - least + 1));
}

/** One of the items, each as likely. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.next() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

/** Whether something happens that has this chance. */
export function happens(random: Random, chance: number): boolean {
  return random.next() < chance;
}

/** Mixes two seeds into one, so that every customer has their own stream of chance. */
export function mixSeeds(seed: number, part: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(part + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
