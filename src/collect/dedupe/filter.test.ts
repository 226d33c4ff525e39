import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { HashSet } from "./filter.ts";

describe("the set of hashes", () => {
  it("knows what a plain set knows, whatever is put in", () => {
    const half = fc.oneof(fc.constantFrom(0, 1, 2, 0xffffffff), fc.nat(0xffffffff));
    const hash = fc.record({ high: half, low: half.map((low) => low || 1) });
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 5000 }), fc.array(hash, { maxLength: 50 }), (put, asked) => {
        const set = new HashSet();
        const plain = new Set<string>();
        for (const one of put) {
          expect(set.add(one)).toBe(!plain.has(`${one.high} ${one.low}`));
          plain.add(`${one.high} ${one.low}`);
        }
        expect(set.size).toBe(plain.size);
        for (const one of [...put, ...asked]) expect(set.has(one)).toBe(plain.has(`${one.high} ${one.low}`));
      }),
      { numRuns: 50, seed: 20260123 },
    );
  });
});
