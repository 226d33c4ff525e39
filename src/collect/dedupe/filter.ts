import type { Hash } from "./hash.ts";

/**
 * A set of 64-bit hashes in typed arrays (open addressing, linear probing, at most 60 % full):
 * 8 bytes a slot and nothing for the garbage collector to walk.
 */
export class HashSet {
  private high: Uint32Array;
  private low: Uint32Array;
  private count = 0;

  /** Room for about this many without growing. */
  constructor(expected = 1000) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(1024, expected / 0.6)));
    this.high = new Uint32Array(slots);
    this.low = new Uint32Array(slots);
  }

  /** How many are in it. */
  get size(): number {
    return this.count;
  }

  /** Whether it is in it. */
  has(hash: Hash): boolean {
    return this.low[this.slotOf(hash.high, lowOf(hash))] !== 0;
  }

  /** Puts it in; false where it was in already. */
  add(hash: Hash): boolean {
    const low = lowOf(hash);
    const slot = this.slotOf(hash.high, low);
    if (this.low[slot] !== 0) return false;
    this.high[slot] = hash.high;
    this.low[slot] = low;
    this.count += 1;
    if (this.count > this.high.length * 0.6) this.grow();
    return true;
  }

  // The slot that holds the hash, or the empty one where it belongs. A low half of 0 says empty. It
  // goes by the highest bits: hashes put in in their order, as when the filter is built, lie side by side.
  private slotOf(high: number, low: number): number {
    const mask = this.high.length - 1;
    let slot = high >>> Math.clz32(mask);
    while (this.low[slot] !== 0 && (this.low[slot] !== low || this.high[slot] !== high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const { high, low } = this;
    this.high = new Uint32Array(high.length * 2);
    this.low = new Uint32Array(low.length * 2);
    for (let index = 0; index < high.length; index += 1) {
      const half = low[index] ?? 0;
      if (half === 0) continue;
      const slot = this.slotOf(high[index] ?? 0, half);
      this.high[slot] = high[index] ?? 0;
      this.low[slot] = half;
    }
  }
}

// 0 marks an empty slot; two hashes that fall together here only cost an exact look.
function lowOf(hash: Hash): number {
  return hash.low === 0 ? 1 : hash.low;
}
