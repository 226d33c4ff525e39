import { expect, test } from "vitest";
import { type Measure, scaled, scalesOf } from "./scale.ts";

const amount: Measure = { name: "value", spread: "amount", group: "money" };
const share: Measure = { name: "evening", spread: "share", group: "hours" };

test("measures amounts by the logarithm, from the median in quartiles", () => {
  const rows = [1, 10, 100, 1000, 10_000].map((value) => Float64Array.of(value - 1));
  const [scale] = scalesOf([amount], rows);
  expect(scale?.centre).toBeCloseTo(Math.log(100), 9);
  expect(scale?.unit).toBeCloseTo(Math.log(100) / 1.349, 9);
  expect(scaled(Float64Array.of(999), [scale!])[0]).toBeCloseTo(1.349 / 2, 9);
});

test("counts one odd customer as no further than three units, and one not known as in the middle", () => {
  const rows = [1, 2, 3, 4, 5].map((value) => Float64Array.of(value));
  const scales = scalesOf([amount], rows);
  expect(scaled(Float64Array.of(1e12), scales)[0]).toBe(3);
  expect(scaled(Float64Array.of(Number.NaN), scales)[0]).toBe(0);
});

test("a measure in which all are alike tells nothing", () => {
  const scales = scalesOf([share], [Float64Array.of(0.3), Float64Array.of(0.3), Float64Array.of(0.3)]);
  expect(scaled(Float64Array.of(0.9), scales)[0]).toBe(0);
});

test("measures of one group weigh together as much as one that stands alone", () => {
  const rows = [0, 0.2, 0.4, 0.6, 1].map((value) => Float64Array.of(value, 1 - value, value));
  const morning = { ...share, name: "morning" };
  const phone = { ...share, name: "phone", group: "device" };
  const point = scaled(Float64Array.of(1, 0, 1), scalesOf([share, morning, phone], rows));
  const [hours, device] = [(point[0] ?? 0) ** 2 + (point[1] ?? 0) ** 2, (point[2] ?? 0) ** 2];
  expect(hours).toBeCloseTo(device, 9);
});
