import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Numbers of locks begin so. */
const NUMBER = /\b7_283_640_\d{3}\b/g;

test("no two kinds of work share the number of a lock, or one would wait for the other for nothing", () => {
  const numbers = globSync("src/**/*.ts").flatMap((file) => readFileSync(file, "utf8").match(NUMBER) ?? []);
  expect(numbers.length).toBeGreaterThan(5);
  expect(numbers.toSorted()).toEqual([...new Set(numbers)].toSorted());
});
