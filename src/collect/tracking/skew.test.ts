import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPlausible, readTime, withoutSkew } from "./skew.ts";

const NOW = Date.UTC(2026, 0, 31, 12);
const YEAR = 365 * 24 * 3600 * 1000;

describe("the time of an event", () => {
  it("is right however wrong the sender's clock is", () => {
    const wrong = fc.integer({ min: -50 * YEAR, max: 50 * YEAR });
    const age = fc.nat(30 * 24 * 3600 * 1000);
    fc.assert(
      fc.property(wrong, age, (skew, age) => {
        const happened = NOW - age;
        expect(withoutSkew(NOW, NOW + skew, happened + skew)).toBe(happened);
      }),
    );
  });

  it("stands as sent where the sender doesn't say when it sent", () => {
    fc.assert(
      fc.property(fc.integer(), (at) => {
        expect(withoutSkew(NOW, null, at)).toBe(at);
      }),
    );
  });

  it("is that of arrival where none is said", () => {
    expect(withoutSkew(NOW, NOW - 5000, null)).toBe(NOW);
  });

  it("may lie ahead by a time zone, and no more", () => {
    expect(isPlausible(NOW + 14 * 3600 * 1000, NOW)).toBe(true);
    expect(isPlausible(NOW + 48 * 3600 * 1000, NOW)).toBe(false);
    expect(isPlausible(-1, NOW)).toBe(false);
  });

  it.each([
    ["2026-01-31T12:00:00.000Z", NOW],
    ["2026-01-31T15:00:00+03:00", NOW],
    [NOW, NOW],
    ["yesterday", null],
    ["", null],
    [true, null],
    [null, null],
    [Number.NaN, null],
  ])("reads %s", (said, time) => {
    expect(readTime(said)).toBe(time);
  });
});
