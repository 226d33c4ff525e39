import { expect, test } from "vitest";
import { adjusted, twoSided } from "./false-discovery.ts";

test("values of the paper's own example, in any order, with 4 of 15 that hold at 5 %", () => {
  const paper = [
    ...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719],
    ...[0.6528, 0.759, 1],
  ];
  const mixed = [...paper.slice(7), ...paper.slice(0, 7)];
  const found = adjusted(mixed);
  expect(found.filter((q) => q <= 0.05)).toHaveLength(4);
  expect(found[8]).toBeCloseTo(0.0015, 10);
  expect(found[7]).toBe(1);
  for (const [at, q] of found.entries()) expect(q).toBeGreaterThanOrEqual(mixed[at] ?? 1);
});

test("the tail of the normal distribution, near and far", () => {
  expect(twoSided(0)).toBeCloseTo(1, 6);
  expect(twoSided(1.959964)).toBeCloseTo(0.05, 6);
  expect(twoSided(-2.575829)).toBeCloseTo(0.01, 6);
  expect(twoSided(6) / 1.973_175e-9).toBeCloseTo(1, 4);
});
