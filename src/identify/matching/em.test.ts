import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fit, posteriors } from "./em.ts";
import { type Chances, LEAST_CHANCE, chanceOf, shares, weightOf } from "./model.ts";
import type { Counted } from "./vectors.ts";

const nothing = { u: false, fields: new Set<number>() };

const FILE = fileURLToPath(
  new URL("../../../../shared/data/splink/known_params_comparison_vectors.csv", import.meta.url),
);
const reason = existsSync(FILE) ? "" : " (skipped: needs ../shared/data/splink, which is not here)";

/** The vectors of a file of Splink's, whose m and u are known: level 1 where a field is equal, 2 where not. */
function knownVectors(): Counted[] {
  const lines = readFileSync(FILE, "utf8").trim().split("\n").slice(1);
  return lines.map((line) => ({
    levels: line
      .split(",")
      .slice(0, 3)
      .map((equal) => (equal === "1" ? 1 : 2)),
    count: 1,
  }));
}

const start = (): Chances => ({
  m: [0, 1, 2].map(() => [0.8, 0.2]),
  u: [0, 1, 2].map(() => [0.3, 0.7]),
  prior: 0.3,
});

test.skipIf(reason !== "")(`the vectors of known parameters give back their m and u${reason}`, () => {
  const { m, u, prior } = fit(knownVectors(), start(), nothing);
  expect(prior).toBeCloseTo(0.5, 3);
  for (const [field, [wantedM, wantedU]] of [
    [0.7, 0.1],
    [0.9, 0.025],
    [0.95, 0.2],
  ].entries()) {
    expect(m[field]?.[0]).toBeCloseTo(wantedM ?? 0, 3);
    expect(u[field]?.[0]).toBeCloseTo(wantedU ?? 0, 3);
  }
});

test("counted vectors teach the same as one by one", () => {
  const counted = [
    { levels: [1, 1, 1], count: 40 },
    { levels: [1, 2, 1], count: 10 },
    { levels: [2, 2, 2], count: 200 },
    { levels: [2, 1, 2], count: 30 },
  ];
  const single = counted.flatMap(({ levels, count }) =>
    Array.from({ length: count }, () => ({ levels, count: 1 })),
  );
  const [one, other] = [fit(counted, start(), nothing), fit(single, start(), nothing)];
  expect(one.prior).toBeCloseTo(other.prior, 9);
  expect(one.m.flat()).toEqual(other.m.flat().map((value) => expect.closeTo(value, 9)));
});

test("what is held stays", () => {
  const vectors = [
    { levels: [1, 1, 1], count: 40 },
    { levels: [2, 2, 2], count: 200 },
  ];
  const before = start();
  const after = fit(vectors, before, { u: true, fields: new Set([1]) });
  expect(after.u).toEqual(before.u);
  expect(after.m[1]).toEqual(before.m[1]);
  expect(after.m[0]).not.toEqual(before.m[0]);
});

test("a missing value weighs nothing", () => {
  const chances = start();
  expect(weightOf(chances, 0, 0)).toBe(0);
  const [missing] = posteriors([{ levels: [0, 0, 0], count: 1 }], chances, new Set());
  expect(missing).toBeCloseTo(chances.prior, 12);
});

test("no chance is ever 0, and EM makes what was seen no less likely", () => {
  const level = fc.constantFrom(0, 1, 2);
  const vector = fc.record({
    levels: fc.tuple(level, level, level),
    count: fc.integer({ min: 1, max: 1000 }),
  });
  fc.assert(
    fc.property(fc.array(vector, { minLength: 1, maxLength: 12 }), (vectors) => {
      const fitted = fit(vectors, start(), nothing);
      for (const chance of [...fitted.m.flat(), ...fitted.u.flat()]) {
        expect(chance).toBeGreaterThanOrEqual(LEAST_CHANCE / 2);
      }
      expect(likelihood(vectors, fitted)).toBeGreaterThanOrEqual(likelihood(vectors, start()) - 1e-3);
    }),
    { numRuns: 60 },
  );
});

/** The log likelihood of the vectors, reckoned with plain products. */
function likelihood(vectors: readonly Counted[], { m, u, prior }: Chances): number {
  return vectors.reduce((sum, { levels, count }) => {
    let [same, other] = [prior, 1 - prior];
    for (const [field, level] of levels.entries()) {
      same *= level === 0 ? 1 : (m[field]?.[level - 1] ?? 0);
      other *= level === 0 ? 1 : (u[field]?.[level - 1] ?? 0);
    }
    return sum + count * Math.log(same + other);
  }, 0);
}

test("shares sum to 1, and weights turn into chances", () => {
  expect(shares([3, 1])).toEqual([0.75, 0.25]);
  expect(shares([0, 0])).toEqual([0.5, 0.5]);
  expect(chanceOf(0)).toBe(0.5);
  expect(chanceOf(Math.log2(9))).toBeCloseTo(0.9, 12);
});
