import fc from "fast-check";
import { expect, test } from "vitest";
import { curveOf, type Likely, THRESHOLD_STEPS } from "./curve.ts";

test("three records of one customer are one at the lower threshold, two at the higher", () => {
  const curve = curveOf([
    { a: 0, b: 1, chance: 0.97 },
    { a: 1, b: 2, chance: 0.6 },
    { a: 0, b: 2, chance: 0.55 },
  ]);
  const at = (chance: number) => curve.find((point) => point.chance === chance);
  expect(at(0.5)).toEqual({ chance: 0.5, pairs: 3, records: 3, customers: 1 });
  expect(at(0.9)).toEqual({ chance: 0.9, pairs: 1, records: 2, customers: 1 });
  expect(at(0.98)).toEqual({ chance: 0.98, pairs: 0, records: 0, customers: 0 });
});

test("every threshold joins what a search through the pairs would join", () => {
  const pair = fc.record({
    a: fc.integer({ min: 0, max: 12 }),
    b: fc.integer({ min: 13, max: 25 }),
    chance: fc.constantFrom(0.1, 0.32, 0.5, 0.77, 0.9, 0.991),
  });
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
      for (const { chance, ...counted } of curveOf(pairs)) {
        const above = pairs.filter((one) => one.chance >= chance);
        expect(counted).toEqual({ pairs: above.length, ...searched(above) });
      }
    }),
  );
});

/** Walks from record to record, as an oracle. */
function searched(pairs: readonly Likely[]): { records: number; customers: number } {
  const records = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const seen = new Set<number>();
  let customers = 0;
  for (const record of records) {
    if (seen.has(record)) continue;
    customers += 1;
    const waiting = [record];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const { a, b } of pairs) {
        if (a === next) waiting.push(b);
        if (b === next) waiting.push(a);
      }
    }
  }
  return { records: records.size, customers };
}

test("the thresholds rise from the least chance that pairs are kept from", () => {
  expect(THRESHOLD_STEPS[0]).toBe(0.1);
  expect(THRESHOLD_STEPS).toEqual([...new Set(THRESHOLD_STEPS)].toSorted((left, right) => left - right));
  expect(THRESHOLD_STEPS).toContain(0.9);
});
