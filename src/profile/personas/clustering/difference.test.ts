import fc from "fast-check";
import { expect, test } from "vitest";
import { apartFrom, momentsOf, standardisedDifference } from "./difference.ts";

test("is what Borenstein, Hedges, Higgins and Rothstein (2009, chapter 4) work out by hand", () => {
  const treated = { count: 50, mean: 103, variance: 5.5 ** 2 };
  const control = { count: 50, mean: 100, variance: 4.5 ** 2 };
  const difference = standardisedDifference(treated, control);
  expect(difference?.d).toBeCloseTo(0.597, 4);
  // Their variance of d is .0418.
  expect(((difference?.to ?? 0) - (difference?.d ?? 0)) / 1.959964).toBeCloseTo(Math.sqrt(0.0418), 3);
});

test("the customers of a group are, on average, as far from all others as the group is", () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(values, values, (group, rest) => {
      const [own, others] = [momentsOf(group), momentsOf(rest)];
      const { d } = standardisedDifference(own, others) ?? { d: 0 };
      fc.pre(Math.abs(d) > 1e-6);
      const on = { d, mean: own.mean, others: others.mean };
      expect(momentsOf(group.map((value) => apartFrom(value, on))).mean).toBeCloseTo(d, 6);
    }),
  );
  expect(apartFrom(5, { d: 0, mean: 1, others: 1 })).toBe(0);
});

test("says nothing where there is nobody to compare with, or all are alike", () => {
  const some = { count: 10, mean: 1, variance: 0 };
  expect(standardisedDifference(some, { count: 1, mean: 2, variance: 0 })).toBeNull();
  expect(standardisedDifference(some, some)).toBeNull();
});

test("takes mean and variance in one pass, without what is not known", () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 });
  fc.assert(
    fc.property(values, (known) => {
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
      const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1);
      const moments = momentsOf([Number.NaN, ...known]);
      expect(moments.count).toBe(known.length);
      expect(moments.mean).toBeCloseTo(mean, 6);
      expect(Math.abs(moments.variance - variance)).toBeLessThanOrEqual(1e-9 * Math.max(1, variance));
    }),
  );
});
