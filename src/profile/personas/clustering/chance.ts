import type { Random } from "../../../core/random.ts";

/** A standard normal deviate (Box–Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** A whole number below `count`. */
export function below(random: Random, count: number): number {
  return Math.floor(random.next() * count);
}

/** As many items as there are, drawn with putting back (Efron's bootstrap). */
export function resample<Item>(random: Random, items: readonly Item[]): Item[] {
  return items.flatMap(() => items[below(random, items.length)] ?? []);
}
