import { expect, test } from "vitest";
import type { PersonaDifference } from "./contract.ts";
import { isDue } from "./due.ts";
import { marksOf } from "./marks.ts";
import { playsOf } from "./plays-contract.ts";

function difference(measure: string, d: number, reach = 0.1): PersonaDifference {
  return { measure, d, from: d - reach, to: d + reach, mean: 1, others: 0 };
}

const groups = new Map([
  ["evenings", "time"],
  ["mornings", "time"],
]);

test("a persona is named by its greatest sure differences, one of a group", () => {
  const differences = [
    difference("revenue", 3),
    difference("evenings", 1.5),
    difference("phone", -1.2),
    difference("mornings", 1.1),
    difference("average_order", -0.9),
    difference("category:Tea", 0.6, 0.5),
    difference("discounts", 0.5),
  ];
  expect(marksOf(differences, groups)).toEqual([
    { measure: "evenings", above: true },
    { measure: "average_order", above: false },
    { measure: "discounts", above: true },
  ]);
});

test("a name stays as long as it holds, and goes when it does not", () => {
  const before = [{ measure: "discounts", above: true }];
  const still = [difference("evenings", 2), difference("discounts", 0.5)];
  expect(marksOf(still, groups, before)).toEqual(before);
  expect(marksOf([difference("evenings", 2)], groups, before)).toEqual([
    { measure: "evenings", above: true },
  ]);
});

test("what to do follows from what a persona is named for, and ends with a trial", () => {
  expect(playsOf({ id: "abandoner", marks: [] })).toEqual(["cart_mail", "simple_checkout", "trial"]);
  const marks = [
    { measure: "evenings", above: true },
    { measure: "mornings", above: true },
    { measure: "channel:email", above: true },
    { measure: "average_order", above: false },
  ];
  expect(playsOf({ id: "k1", marks })).toEqual(["timing", "channel", "trial"]);
});

test("a run is due once customers are there and no more come, and then once a night of the workspace", () => {
  const night = Date.UTC(2026, 0, 31, 1);
  expect(isDue(null, { now: null, before: null }, night, "UTC")).toBe(false);
  expect(isDue(null, { now: 7, before: 6 }, night, "UTC")).toBe(false);
  expect(isDue(null, { now: 7, before: 7 }, night, "UTC")).toBe(true);
  const yesterday = { askedAt: "2026-01-30T01:30:00.000Z" };
  const newest = { now: 7, before: 7 };
  expect(isDue(yesterday, newest, night, "UTC")).toBe(false);
  expect(isDue(yesterday, newest, night, "Europe/Istanbul")).toBe(true);
  expect(isDue(yesterday, { now: null, before: 7 }, night, "UTC")).toBe(true);
  expect(isDue({ askedAt: "2026-01-31T00:30:00.000Z" }, newest, night, "Europe/Istanbul")).toBe(false);
});
