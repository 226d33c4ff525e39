import type { FigureBasis } from "../../src/measure/basis/index.ts";

/** A basis as a test wants it: UTC, pounds, 90 days, all that happened before 10 December 2011, no first window. */
export function testBasis(changes: Partial<FigureBasis> = {}): FigureBasis {
  return {
    asOf: Date.UTC(2011, 11, 9, 12, 50, 0, 1),
    timeZone: "UTC",
    firstWeekday: 1,
    currency: "GBP",
    revenue: { includeTax: false, includeShipping: false, deductDiscounts: true, deductRefunds: true },
    window: { days: 90, chosenBy: "person" },
    rates: [],
    foreign: false,
    countsClaimed: false,
    dimension: null,
    who: [],
    dataFrom: null,
    firstHeard: null,
    shownFrom: null,
    amount: { asOf: Date.UTC(2011, 11, 9, 12, 50, 0, 1), orders: 1, refunds: 0, moved: 0, mark: "" },
    notes: [],
    ...changes,
  };
}
