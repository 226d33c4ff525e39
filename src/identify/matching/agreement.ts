import type { Link } from "./clusters.ts";

/**
 * Groups of records that agree as a whole: links are followed from the strongest down, and two
 * groups become one only where all pairs compared between them together speak for one customer
 * (their weights sum to 0 or more). So one chance likeness can't join what else contradicts.
 * `doubts` are compared pairs too weak to be links. The order of either makes no difference.
 */
export function agreeing(links: readonly Link[], doubts: readonly Link[]): number[][] {
  const groups = new Groups([...links, ...doubts]);
  for (const { a, b } of links.toSorted(strongestFirst)) groups.joinIfAgreed(a, b);
  return groups.all();
}

function strongestFirst(left: Link, right: Link): number {
  return right.weight - left.weight || left.a - right.a || left.b - right.b;
}

class Groups {
  /** The group of a record: the number of one of its records. */
  readonly #of = new Map<number, number>();
  readonly #records = new Map<number, number[]>();
  /** What the pairs between two groups sum to, from either side. */
  readonly #between = new Map<number, Map<number, number>>();

  constructor(pairs: readonly Link[]) {
    for (const { a, b, weight } of pairs) {
      this.#add(a, b, weight);
      this.#add(b, a, weight);
    }
  }

  joinIfAgreed(a: number, b: number): void {
    const [left, right] = [this.#of.get(a) ?? a, this.#of.get(b) ?? b];
    if (left === right || (this.#between.get(left)?.get(right) ?? 0) < 0) return;
    const [ofLeft, ofRight] = [this.#records.get(left) ?? [left], this.#records.get(right) ?? [right]];
    if (ofLeft.length >= ofRight.length) this.#take(left, ofLeft, right, ofRight);
    else this.#take(right, ofRight, left, ofLeft);
  }

  all(): number[][] {
    return [...this.#records.values()].map((records) => records.toSorted((left, right) => left - right));
  }

  #take(into: number, records: readonly number[], from: number, taken: readonly number[]): void {
    for (const record of taken) this.#of.set(record, into);
    this.#records.set(into, [...records, ...taken]);
    this.#records.delete(from);
    for (const [other, weight] of this.#between.get(from) ?? []) {
      this.#between.get(other)?.delete(from);
      if (other === into) continue;
      this.#add(into, other, weight);
      this.#add(other, into, weight);
    }
    this.#between.delete(from);
  }

  #add(from: number, to: number, weight: number): void {
    const row = this.#between.get(from) ?? new Map<number, number>();
    row.set(to, (row.get(to) ?? 0) + weight);
    this.#between.set(from, row);
  }
}
