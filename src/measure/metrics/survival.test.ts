import { describe, expect, it } from "vitest";
import { lifespan } from "./survival.ts";
import { wilson } from "../../core/wilson.ts";

describe("the average lifespan", () => {
  it("is the mean where every life has been seen to its end", () => {
    const lives = [
      { days: 10, over: true, customers: 50 },
      { days: 30, over: true, customers: 50 },
    ];
    expect(lifespan(lives)).toMatchObject({ days: 20, stillActive: 0, customers: 100 });
  });

  it("is not known while most customers are still active", () => {
    const lives = [
      { days: 10, over: true, customers: 40 },
      { days: 100, over: false, customers: 60 },
    ];
    const life = lifespan(lives);
    expect(life.days).toBeNull();
    expect(life.stillActive).toBeCloseTo(0.6);
    expect(life.atLeastDays).toBeCloseTo(10 + 0.6 * 90);
  });

  it("lets customers whose life goes on count as long as they were seen", () => {
    // Kaplan–Meier by hand: 100 at risk at day 10, 50 of them end; 10 leave observation at day 20; 40 end at day 40.
    const lives = [
      { days: 10, over: true, customers: 50 },
      { days: 20, over: false, customers: 10 },
      { days: 40, over: true, customers: 40 },
    ];
    expect(lifespan(lives).days).toBeCloseTo(10 + 0.5 * 30);
  });

  it("is not guessed from a handful of customers", () => {
    expect(lifespan([{ days: 5, over: true, customers: 29 }]).days).toBeNull();
  });
});

describe("the interval of a share", () => {
  it("is Wilson's: 81 of 263 lies between 25.5 % and 36.6 %", () => {
    const { low, high } = wilson(81 / 263, 263);
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(["0.255", "0.366"]);
  });
});
