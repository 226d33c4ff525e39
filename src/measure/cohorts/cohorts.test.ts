import { beforeAll, describe, expect, it } from "vitest";
import { testClock, testContext, type TestContext } from "../../../test/kit/context.ts";
import { insertRows, orderRow, refundRow } from "../../../test/kit/orders.ts";
import { writeSettings } from "../../workspace/settings/index.ts";
import { cohortsQuestion } from "./contract.ts";
import { cohortTable } from "./routes.ts";

describe("cohorts by month of the first order", () => {
  let context: TestContext;
  beforeAll(async () => {
    context = await testContext({ clock: testClock(Date.UTC(2026, 3, 10)) });
    await writeSettings(context.state, { timeZone: "Europe/Istanbul", currency: "EUR" }, 0);
    const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
    await insertRows(context.facts, "order", [
      orderRow(1, at("2026-01-05"), "a", { gross: "20" }),
      orderRow(1, at("2026-03-01"), "b", { gross: "30.5" }),
      orderRow(2, at("2026-01-20"), "c"),
      // 22:00 in UTC is the next day, and month, in Istanbul.
      orderRow(3, Date.parse("2026-01-31T22:00:00Z"), "d"),
      orderRow(4, at("2026-04-09"), "e"),
    ]);
    await insertRows(context.facts, "refund", [refundRow(1, at("2026-03-02"), "r", "0.5")]);
  });

  const table = (measure: string) =>
    cohortTable(
      context,
      cohortsQuestion.parse({ from: "2026-01-01", to: "2026-04-30", measure, periods: "3" }),
    );

  it("counts who ordered in each month after the first, and leaves months that have not begun empty", async () => {
    const { rows } = await table("count");
    expect(rows.map((row) => row.cells)).toEqual([
      [2, 0, 1, 0],
      [1, 0, 0, null],
      [0, 0, null, null],
      [1, null, null, null],
    ]);
    expect(rows.map((row) => row.incompleteAt)).toEqual([3, 2, 1, 0]);
  });

  it("counts the same however many periods there are", async () => {
    const daily = await cohortTable(
      context,
      cohortsQuestion.parse({
        from: "2025-12-01",
        to: "2026-04-30",
        period: "day",
        measure: "count",
        periods: "60",
      }),
    );
    const first = daily.rows.find((row) => row.bounds.day === "2026-01-05");
    expect(first?.customers).toBe(1);
    expect(first?.cells.map((cell, k) => [k, cell]).filter(([, cell]) => cell !== 0)).toEqual([
      [0, 1],
      [55, 1],
    ]);
    const all = daily.rows.reduce((sum, row) => sum + row.customers, 0);
    expect(all).toBe(4);
  });

  it("leaves out who ordered before the first cohort", async () => {
    const question = cohortsQuestion.parse({
      from: "2026-02-01",
      to: "2026-04-30",
      measure: "count",
      periods: "1",
    });
    const { rows } = await cohortTable(context, question);
    expect(rows.map((row) => row.customers)).toEqual([1, 0, 1]);
  });

  it("shows shares of the cohort; of an empty cohort none", async () => {
    const { rows } = await table("share");
    expect(rows[0]?.cells).toEqual([1, 0, 0.5, 0]);
    expect(rows[2]?.cells).toEqual([null, null, null, null]);
  });

  it("adds up what the cohort paid, refunds at their own date taken off", async () => {
    const { rows } = await table("revenue");
    expect(rows[0]?.cells).toEqual([30, 0, 30, 0]);
    expect(rows.map((row) => row.customers)).toEqual([2, 1, 0, 1]);
  });
});
