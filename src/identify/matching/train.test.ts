import { expect, test } from "vitest";
import { weightOf } from "./model.ts";
import { agreed } from "./sessions.ts";
import { train, unseen } from "./train.ts";
import { type Counted, levelsOf } from "./vectors.ts";

const fields = [
  { name: "phone", kind: "phone" },
  { name: "zip", kind: "code" },
] as const;

/** Two hundred pairs of one customer hide in the rule's pairs; a fiftieth of the random ones are, too. */
const random: Counted[] = [
  { levels: [1, 1], count: 200 },
  { levels: [5, 1], count: 90 },
  { levels: [5, 4], count: 9710 },
];
const byZip: Counted[] = [
  { levels: [1, 1], count: 180 },
  { levels: [3, 1], count: 20 },
  { levels: [5, 1], count: 90 },
];
const byPhone: Counted[] = [
  { levels: [1, 1], count: 200 },
  { levels: [1, 4], count: 10 },
];
const rule = (field: number) => ({ name: "", keys: [{ field, part: "text" as const }] });
const training = {
  fields,
  random,
  blocked: [
    { rule: rule(1), vectors: byZip },
    { rule: rule(0), vectors: byPhone },
  ],
  prior: 0.02,
};

test("u is freed from the pairs of one customer that a small set of records has many of", () => {
  const model = train(training);
  expect(model.u[0]?.[0]).toBeLessThan(0.005);
  expect(model.m[0]?.[0]).toBeGreaterThan(0.85);
  expect(weightOf(model, 0, 1)).toBeGreaterThan(7);
  expect(weightOf(model, 0, 5)).toBeLessThan(-2);
});

test("levels that training never showed are named, and weigh little either way", () => {
  const model = train(training);
  expect(unseen(model)).toContainEqual({ field: 0, level: 2 });
  expect(unseen(model)).toContainEqual({ field: 1, level: 2 });
  expect(unseen(model)).not.toContainEqual({ field: 0, level: 1 });
});

test("the same pairs give the same model", () => {
  expect(train(training)).toEqual(train(training));
});

test("sessions agree on the median, the cleaner ones heard more; a mean would follow the one that erred", () => {
  const session = (share: number, equal: number) => ({ share, seen: [[equal, 1000 - equal]] });
  const m = agreed([session(0.9, 900), session(0.9, 910), session(0.3, 200)], 0);
  expect(m?.[0]).toBeCloseTo(0.9, 2);
  expect(agreed([{ share: 0.9, seen: [[3, 2]] }], 0)).toBeNull();
});

test("levels are kept four bits a field", () => {
  expect(levelsOf(String(1 + 8 * 16 + 3 * 256), 4)).toEqual([1, 8, 3, 0]);
  expect(levelsOf("4503599627370495", 13)).toEqual(Array.from({ length: 13 }, () => 15));
});
