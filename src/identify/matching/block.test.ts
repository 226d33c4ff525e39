import { expect, test } from "vitest";
import { fitting } from "./block.ts";
import { rulesFor } from "./rules.ts";

test("the largest blocks of a rule are left out when its pairs would be too many", () => {
  const sizes = [
    { size: 2, blocks: 10 },
    { size: 3, blocks: 5 },
    { size: 400, blocks: 1 },
  ];
  expect(fitting(sizes, 25)).toEqual({ largest: 3, leftOut: 1 });
  expect(fitting(sizes, 24)).toEqual({ largest: 2, leftOut: 6 });
  expect(fitting(sizes, 1e6)).toEqual({ largest: 400, leftOut: 0 });
});

test("a block of thousands is left out however many pairs are allowed", () => {
  expect(fitting([{ size: 5000, blocks: 1 }], 1e9)).toEqual({ largest: 0, leftOut: 1 });
});

test("rules are made of the fields that there are, each once", () => {
  const names = rulesFor([
    { name: "mail", kind: "email" },
    { name: "home", kind: "address" },
    { name: "second home", kind: "address" },
  ]).map(({ name }) => name);
  expect(names).toContain("mail text");
  expect(names).toContain("second home text");
  expect(new Set(names).size).toBe(names.length);
  expect(names.some((name) => name.includes("names"))).toBe(false);
});

test("there are never more rules than a pair has bits for", () => {
  const kinds = [
    "given",
    "family",
    "date",
    "email",
    "address",
    "address",
    "code",
    "code",
    "code",
    "company",
  ] as const;
  const fields = kinds.map((kind, index) => ({ name: `f${index}`, kind }));
  expect(rulesFor(fields).length).toBeLessThanOrEqual(64);
});
