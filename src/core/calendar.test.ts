import { describe, expect, it } from "vitest";
import { dayOf, firstDay, periodOf, shiftPeriod, startOfDay } from "./calendar.ts";

const HOUR = 3_600_000;
const iso = (instant: number) => new Date(instant).toISOString();

describe("the workspace's calendar", () => {
  it("begins a day at midnight of the zone, not of UTC", () => {
    expect(iso(startOfDay("2026-03-01", "Europe/Istanbul"))).toBe("2026-02-28T21:00:00.000Z");
    expect(dayOf(Date.parse("2026-02-28T21:00:00Z"), "Europe/Istanbul")).toBe("2026-03-01");
    expect(dayOf(Date.parse("2026-02-28T20:59:59Z"), "Europe/Istanbul")).toBe("2026-02-28");
  });

  it("knows days of 23 and of 25 hours", () => {
    const length = (day: string) => {
      const { from, to } = periodOf(day, "day", { timeZone: "America/New_York", firstWeekday: 7 });
      return (to - from) / HOUR;
    };
    expect([length("2026-03-08"), length("2026-11-01"), length("2026-06-01")]).toEqual([23, 25, 24]);
  });

  it("begins a day where clocks skip midnight at the moment they skip", () => {
    expect(iso(startOfDay("2018-11-04", "America/Sao_Paulo"))).toBe("2018-11-04T03:00:00.000Z");
  });

  it("begins a day whose midnight comes twice at the first of them", () => {
    expect(iso(startOfDay("2025-11-02", "America/Havana"))).toBe("2025-11-02T04:00:00.000Z");
  });

  it("begins weeks on the workspace's first weekday", () => {
    expect(firstDay("2026-11-22", "week", 1)).toBe("2026-11-16");
    expect(firstDay("2026-11-22", "week", 7)).toBe("2026-11-22");
    expect(firstDay("2026-11-22", "week", 6)).toBe("2026-11-21");
  });

  it.each([
    ["month", "2026-01-01", "2025-12-01"],
    ["quarter", "2026-01-01", "2025-10-01"],
    ["year", "2026-01-01", "2025-01-01"],
    ["week", "2026-01-05", "2025-12-29"],
    ["day", "2026-01-01", "2025-12-31"],
  ] as const)("goes back over the new year by the %s", (period, from, to) => {
    expect(shiftPeriod(from, period, -1)).toBe(to);
  });
});
