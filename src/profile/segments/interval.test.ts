import { describe, expect, it } from "vitest";
import { seededRandom } from "../../core/random.ts";
import { interval, type Seen } from "./interval.ts";

describe("the interval of a sample", () => {
  it("holds the truth about 95 times of a hundred, though neighbours are alike", () => {
    const random = seededRandom(7);
    let held = 0;
    const [rounds, all, truth] = [400, 1_000_000, 0.2];
    for (let round = 0; round < rounds; round += 1) {
      const blocks = Array.from({ length: 200 }, (): Seen => {
        // Half of what makes customers differ is when they came.
        const local = random.next() < truth ? 0.6 : 0.1;
        const hits = Array.from({ length: 50 }, () => random.next()).filter((one) => one < local).length;
        return { looked: 50, hits };
      });
      const { low, high } = interval(blocks, all);
      const expected = (truth * 0.6 + (1 - truth) * 0.1) * all;
      if (low <= expected && expected <= high) held += 1;
    }
    expect(held / rounds).toBeGreaterThan(0.92);
    expect(held / rounds).toBeLessThan(0.98);
  });

  it("of a share never seen says how many there may be all the same", () => {
    const blocks = Array.from({ length: 200 }, () => ({ looked: 50, hits: 0 }));
    const { low, high } = interval(blocks, 1_000_000);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(300);
    expect(high).toBeLessThan(500);
  });

  it("never falls below what was seen", () => {
    const blocks = [{ looked: 5, hits: 5 }];
    expect(interval(blocks, 6)).toEqual({ low: 5, high: 6 });
  });
});
