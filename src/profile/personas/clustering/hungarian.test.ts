import fc from "fast-check";
import { expect, test } from "vitest";
import { continued } from "./continue.ts";
import { assignLeast } from "./hungarian.ts";

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

function costOf(costs: readonly (readonly number[])[], columns: readonly number[]): number {
  return columns.reduce((sum, column, row) => sum + (costs[row]?.[column] ?? 0), 0);
}

test("assigns at the least cost: none of all permutations costs less", () => {
  const square = fc.integer({ min: 1, max: 6 }).chain((size) =>
    fc.array(fc.array(fc.nat(20), { minLength: size, maxLength: size }), {
      minLength: size,
      maxLength: size,
    }),
  );
  fc.assert(
    fc.property(square, (costs) => {
      const all = permutations([...costs.keys()]).map((columns) => costOf(costs, columns));
      const assigned = assignLeast(costs);
      expect(assigned.toSorted((a, b) => a - b)).toEqual([...costs.keys()]);
      expect(costOf(costs, assigned)).toBe(Math.min(...all));
    }),
  );
});

test("leaves rows without a column where there are more rows, and columns without a row where fewer", () => {
  expect(assignLeast([[5], [1], [9]])).toEqual([-1, 0, -1]);
  expect(assignLeast([[5, 2, 9]])).toEqual([1]);
});

test("kinds that are found again in another order keep who they were", () => {
  const sizes = [100, 60, 40];
  const shared = [
    [3, 90, 2],
    [50, 2, 3],
    [4, 6, 35],
  ];
  expect(continued(shared, sizes, [60, 100, 40])).toEqual([1, 0, 2]);
});

test("a kind that shares hardly anybody with an earlier one is a new one", () => {
  const shared = [
    [90, 0],
    [5, 4],
  ];
  expect(continued(shared, [95, 50], [100, 80])).toEqual([0, null]);
  expect(continued([[], []], [95, 50], [])).toEqual([null, null]);
});
