import type { ProfileId } from "../../core/ids.ts";

/** So many can be listed behind a figure. */
export const MOST_LISTED = 10_000;

/** The profiles with the largest sums, bounded in memory. */
export class Top {
  #kept = new Map<ProfileId, number>();

  /** Adds to a profile's sum. */
  add(id: ProfileId, by: number): void {
    this.#kept.set(id, (this.#kept.get(id) ?? 0) + by);
    if (this.#kept.size > 2 * MOST_LISTED) this.#kept = new Map(this.#largest());
  }

  /** The largest first, of equals the older profile. */
  ids(): ProfileId[] {
    return this.#largest().map(([id]) => id);
  }

  #largest(): [ProfileId, number][] {
    const sorted = [...this.#kept].toSorted(([one, a], [other, b]) => b - a || one - other);
    return sorted.slice(0, MOST_LISTED);
  }
}
