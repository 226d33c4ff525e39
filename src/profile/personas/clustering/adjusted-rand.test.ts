import fc from "fast-check";
import { expect, test } from "vitest";
import { adjustedRand } from "./adjusted-rand.ts";

/** Labels of two partitions by the sizes of their common cells. */
function partitions(table: readonly (readonly number[])[]): [number[], number[]] {
  const [left, right]: [number[], number[]] = [[], []];
  for (const [row, cells] of table.entries()) {
    for (const [column, size] of cells.entries()) {
      for (let one = 0; one < size; one += 1) {
        left.push(row);
        right.push(column);
      }
    }
  }
  return [left, right];
}

test("is what Yeung and Ruzzo (2001) work out by hand for their example", () => {
  const table = [
    [1, 1, 0],
    [1, 2, 1],
    [0, 0, 4],
  ];
  expect(adjustedRand(...partitions(table))).toBeCloseTo(0.313, 3);
});

test("is what scikit-learn documents for its examples", () => {
  expect(adjustedRand([0, 0, 1, 1], [0, 0, 1, 1])).toBe(1);
  expect(adjustedRand([0, 0, 1, 1], [1, 1, 0, 0])).toBe(1);
  expect(adjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.5714, 4);
  expect(adjustedRand([0, 0, 0, 0], [0, 1, 2, 3])).toBe(0);
  expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 9);
});

test("counts pairs: the same as going through all of them", () => {
  const labels = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(labels, (both) => {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (const [at, [left, right]] of both.entries()) {
        for (const [otherLeft, otherRight] of both.slice(at + 1)) {
          if (left === otherLeft && right === otherRight) a += 1;
          else if (left === otherLeft) b += 1;
          else if (right === otherRight) c += 1;
          else d += 1;
        }
      }
      const below = (a + b) * (b + d) + (a + c) * (c + d);
      const expected = below === 0 ? 1 : (2 * (a * d - b * c)) / below;
      const got = adjustedRand(
        both.map(([left]) => left),
        both.map(([, right]) => right),
      );
      expect(got).toBeCloseTo(expected, 9);
    }),
  );
});
