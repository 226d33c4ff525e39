import fc from "fast-check";
import { expect, test } from "vitest";
import { foundAgain } from "./jaccard.ts";

test("a group that stays is found again wholly, one that is cut in two by its larger part", () => {
  expect(foundAgain([0, 0, 0, 1, 1, 1, 1], [2, 2, 2, 0, 0, 0, 1], 2)).toEqual([1, 0.75]);
  expect(foundAgain([0, 0], [0, 0], 2)).toEqual([1, 0]);
});

test("it is the best of all groups, by sets", () => {
  const labels = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(labels, (pairs) => {
      const members = (side: 0 | 1, group: number) =>
        new Set(pairs.flatMap((pair, at) => (pair[side] === group ? [at] : [])));
      const best = [0, 1, 2, 3].map((group) => {
        const own = members(0, group);
        const likes = [0, 1, 2, 3].map((other) => {
          const theirs = members(1, other);
          const either = new Set([...own, ...theirs]).size;
          return either === 0 || own.size === 0 ? 0 : [...own].filter((at) => theirs.has(at)).length / either;
        });
        return Math.max(...likes);
      });
      const found = foundAgain(
        pairs.map(([one]) => one),
        pairs.map(([, other]) => other),
        4,
      );
      for (const [group, like] of best.entries()) expect(found[group]).toBeCloseTo(like, 12);
    }),
  );
});
