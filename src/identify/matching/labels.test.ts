import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { levelCode, levelCodes, levelOfCode } from "./level-codes.ts";
import { corrected, type Label } from "./labels.ts";
import { LEVELS } from "./levels.ts";
import { chanceOf, priorWeight, weightOf } from "./model.ts";
import type { Model } from "./train.ts";

const MODEL: Model = {
  m: [
    [0.9, 0.06, 0.04],
    [0.8, 0.2],
  ],
  u: [
    [0.01, 0.04, 0.95],
    [0.2, 0.8],
  ],
  prior: 0.02,
  seen: [
    [900, 60, 40],
    [800, 200],
  ],
};
const RANDOM = 100_000;

const weight = (model: Model, levels: readonly number[]) =>
  levels.reduce((sum, level, field) => sum + weightOf(model, field, level), priorWeight(model.prior));
const said = (levels: readonly number[], same: boolean, times: number): Label[] =>
  Array.from({ length: times }, () => ({ levels, same }));

describe("what people say of pairs", () => {
  test("makes pairs like those that they called one customer likelier", () => {
    const doubtful = [2, 1];
    const after = corrected(MODEL, said(doubtful, true, 10), RANDOM);
    expect(weight(after, doubtful)).toBeGreaterThan(weight(MODEL, doubtful) + 0.3);
    expect(after.m[0]?.[1]).toBeGreaterThan(MODEL.m[0]?.[1] ?? 1);
  });

  test("makes pairs like those that they called two customers less likely", () => {
    const likely = [1, 2];
    const after = corrected(MODEL, said(likely, false, 10), RANDOM);
    expect(weight(after, likely)).toBeLessThan(weight(MODEL, likely) - 0.1);
  });

  test("changes little where the model foretold it, whichever pairs were asked", () => {
    const doubtful = [2, 1];
    const chance = chanceOf(weight(MODEL, doubtful));
    const yes = Math.round(1000 * chance);
    const labels = [...said(doubtful, true, yes), ...said(doubtful, false, 1000 - yes)];
    const after = corrected(MODEL, labels, RANDOM);
    expect(weight(after, doubtful)).toBeCloseTo(weight(MODEL, doubtful), 1);
  });

  test("counts more where few pairs taught the model, and names levels seen that it never saw", () => {
    const few: Model = {
      ...MODEL,
      seen: [
        [20, 0, 1],
        [20, 4],
      ],
    };
    const labels = said([2, 1], true, 5);
    expect(weight(corrected(few, labels, RANDOM), [2, 0])).toBeGreaterThan(
      weight(corrected(MODEL, labels, RANDOM), [2, 0]),
    );
    expect(corrected(few, labels, RANDOM).seen[0]?.[1]).toBe(5);
  });

  test("of nothing changes nothing", () => {
    expect(corrected(MODEL, [], RANDOM)).toBe(MODEL);
  });

  test("never makes chances that are none, nor moves a level by more than about two bits", () => {
    const label = fc.record({
      levels: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })),
      same: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 3000 }), (labels) => {
        const after = corrected(MODEL, labels, RANDOM);
        for (const part of ["m", "u"] as const) {
          for (const [field, shares] of after[part].entries()) {
            expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
            for (const [level, share] of shares.entries()) {
              const before = MODEL[part][field]?.[level] ?? 0;
              expect(share).toBeGreaterThan(before / 17);
              expect(share).toBeLessThan(before * 17);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

test("levels keep their code, whatever their number", () => {
  for (const kind of Object.keys(LEVELS) as (keyof typeof LEVELS)[]) {
    const codes = levelCodes(kind);
    expect(new Set(codes).size).toBe(codes.length);
    for (const [index, code] of codes.entries()) {
      expect(levelCode(kind, index + 1)).toBe(code);
      expect(levelOfCode(kind, code)).toBe(index + 1);
    }
  }
  expect(levelCode("email", 0)).toBe("missing");
  expect(levelOfCode("email", "missing")).toBe(0);
  expect(levelOfCode("place", "swapped")).toBe(0);
});
