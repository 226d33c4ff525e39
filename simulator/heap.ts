/** A heap that gives its least item first, by a number. */
export class Heap<Item> {
  readonly #items: Item[] = [];
  readonly #rank: (item: Item) => number;

  constructor(rank: (item: Item) => number) {
    this.#rank = rank;
  }

  push(item: Item): void {
    const items = this.#items;
    let hole = items.length;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = items[parent];
      if (above === undefined || this.#rank(above) <= this.#rank(item)) break;
      items[hole] = above;
      hole = parent;
    }
    items[hole] = item;
  }

  /** Takes the least item out; undefined where there is none. */
  pop(): Item | undefined {
    const items = this.#items;
    const least = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return least;
    let hole = 0;
    for (;;) {
      const child = this.#lesserChild(hole);
      const below = items[child];
      if (below === undefined || this.#rank(below) >= this.#rank(last)) break;
      items[hole] = below;
      hole = child;
    }
    items[hole] = last;
    return least;
  }

  #lesserChild(parent: number): number {
    const left = this.#items[2 * parent + 1];
    const right = this.#items[2 * parent + 2];
    const rightIsLess = left !== undefined && right !== undefined && this.#rank(right) < this.#rank(left);
    return 2 * parent + (rightIsLess ? 2 : 1);
  }
}
