import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testBasis } from "../../../test/kit/basis.ts";
import { testFacts } from "../../../test/kit/facts.ts";
import { insertRows, merge, orderRow, withoutOrders } from "../../../test/kit/orders.ts";
import type { Facts } from "../../core/facts.ts";
import { DAY_MS, periodOf } from "../basis/index.ts";
import { reconcile } from "./queries.ts";
import { NO_COUNTS, reconciliationRow } from "./reconciliation.ts";

const basis = testBasis({
  asOf: Date.UTC(2026, 5, 1),
  currency: "EUR",
  window: { days: 30, chosenBy: "person" },
});
const april = periodOf("2026-04-01", "month", basis);

describe("the reconciliation of a month", () => {
  let facts: Facts;
  let orders = 0;
  beforeAll(async () => {
    facts = await testFacts();
  });
  beforeEach(() => withoutOrders(facts));

  /** Orders of customers, each at days before (below 0) or after the start of April. */
  async function ordered(...customers: number[][]): Promise<void> {
    const rows = customers.flatMap((days, index) =>
      days.map((day) => orderRow(index + 1, april.from + day * DAY_MS, `o${(orders += 1)}`)),
    );
    await insertRows(facts, "order", rows);
  }

  async function counts(changes: Partial<typeof basis> = {}) {
    const [row] = await reconcile(facts, { ...basis, ...changes }, [april]);
    return row;
  }

  it("counts who ordered first in the month and is active at its end as new", async () => {
    await ordered([10]);
    expect(await counts()).toMatchObject({ opening: 0, new: 1, wonBack: 0, closing: 1 });
  });

  it("counts who comes back after more than the window as won back", async () => {
    await ordered([-31, 10]);
    expect(await counts()).toMatchObject({ opening: 0, new: 0, wonBack: 1, closing: 1 });
  });

  it("counts who ordered exactly a window before the start as active at the start", async () => {
    await ordered([-30], [-30 - 1 / DAY_MS]);
    expect(await counts()).toMatchObject({ opening: 1, lost: 1, closing: 0 });
  });

  it("counts an order at the very start to the month and not to its opening", async () => {
    await ordered([0]);
    expect(await counts()).toMatchObject({ opening: 0, joinedAndLeft: 0, new: 1 });
  });

  it("keeps who joined and left within the month outside the sum", async () => {
    await ordered([1]);
    const short = await counts({ window: { days: 7, chosenBy: "person" } });
    expect(short).toMatchObject({ opening: 0, new: 0, lost: 0, closing: 0, joinedAndLeft: 1 });
  });

  it("counts merged handles as one customer", async () => {
    await ordered([-10], [5]);
    await merge(facts, 2, 1);
    expect(await counts()).toMatchObject({ opening: 1, new: 0, closing: 1 });
    await merge(facts, 2, 2);
    expect(await counts()).toMatchObject({ opening: 1, new: 1, lost: 1, closing: 1 });
  });

  it("of 100 customers, 90 stay, 20 join and 5 of those leave again: retention is 90 %", async () => {
    const stay = Array.from({ length: 90 }, () => [-5, 20]);
    const leave = Array.from({ length: 10 }, () => [-29]);
    const join = Array.from({ length: 15 }, () => [25]);
    const leaveAgain = Array.from({ length: 5 }, () => [0.5]);
    await ordered(...stay, ...leave, ...join, ...leaveAgain);
    const row = await counts({ window: { days: 29, chosenBy: "person" } });
    expect(row).toMatchObject({ opening: 100, new: 15, lost: 10, closing: 105, joinedAndLeft: 5 });
    expect(reconciliationRow(april, row ?? NO_COUNTS, basis).retention).toBe(0.9);
  });
});

describe("a row of the table", () => {
  it("with 2,000 at the start, 2,400 at the end and 600 of them new or won back retains 90 %", () => {
    const counts = { ...NO_COUNTS, opening: 2000, new: 500, wonBack: 100, lost: 200, closing: 2400 };
    const row = reconciliationRow(april, counts, basis);
    expect(row.retention).toBe((2400 - 600) / 2000);
    expect((row.retention ?? 0) + (row.churn ?? 0)).toBe(1);
  });

  it("with 500 at the start and 50 lost churns 10 %", () => {
    expect(
      reconciliationRow(april, { ...NO_COUNTS, opening: 500, lost: 50, closing: 450 }, basis).churn,
    ).toBe(0.1);
  });

  it("shows nothing but who was there already while the first window is not over", () => {
    const row = reconciliationRow(
      april,
      { ...NO_COUNTS, born: 7, closing: 7 },
      { ...basis, shownFrom: april.to },
    );
    expect(row).toMatchObject({
      opening: null,
      retention: null,
      alreadyThere: 7,
      reason: "before_first_window",
    });
  });
});
