import type { MatchModel } from "./model-contract.ts";

/** The thresholds that the curve knows. */
export const THRESHOLD_STEPS: readonly number[] = [
  ...Array.from({ length: 17 }, (_, step) => (10 + 5 * step) / 100),
  ...[0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995, 0.999],
];

/** Two records by number, and the chance that they are one customer. */
export type Likely = { readonly a: number; readonly b: number; readonly chance: number };

/** What each threshold would do: the pairs of that chance or more, the records in them, the customers that these would be. */
export function curveOf(pairs: readonly Likely[]): MatchModel["curve"] {
  const falling = pairs.toSorted((left, right) => right.chance - left.chance);
  const groups = new Groups();
  let taken = 0;
  const points = THRESHOLD_STEPS.toReversed().map((chance) => {
    for (let pair = falling[taken]; pair && pair.chance >= chance; pair = falling[taken]) {
      groups.join(pair.a, pair.b);
      taken += 1;
    }
    return { chance, pairs: taken, records: groups.records, customers: groups.records - groups.joins };
  });
  return points.toReversed();
}

/** Sets of records that grow together. */
class Groups {
  readonly #parent = new Map<number, number>();
  joins = 0;

  get records(): number {
    return this.#parent.size;
  }

  join(a: number, b: number): void {
    const [left, right] = [this.#root(a), this.#root(b)];
    if (left === right) return;
    this.#parent.set(Math.max(left, right), Math.min(left, right));
    this.joins += 1;
  }

  #root(record: number): number {
    let root = record;
    for (let up = this.#parent.get(root); up !== undefined && up !== root; up = this.#parent.get(root))
      root = up;
    if (root === record) this.#parent.set(record, record);
    else this.#parent.set(record, root);
    return root;
  }
}
