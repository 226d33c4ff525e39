import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testClock, testContext, type TestContext } from "../../../test/kit/context.ts";
import { insertRows, orderRow, refundRow, withoutOrders } from "../../../test/kit/orders.ts";
import type { OrderRow } from "../../core/rows.ts";
import { sql } from "kysely";
import { readSettings, writeSettings } from "../../workspace/settings/index.ts";
import { retentionQuestion } from "../retention/contract.ts";
import { retentionTable } from "../retention/routes.ts";
import { breakdownQuestion } from "../retention/contract.ts";
import { breakdown } from "../retention/breakdown.ts";
import { revenueQuestion } from "../revenue/contract.ts";
import { revenueTable } from "../revenue/routes.ts";
import { valuesOf } from "../dimensions/queries.ts";
import { DAY_MS, periodOf, readBasis } from "./index.ts";

const NOW = Date.UTC(2026, 0, 31);

describe("what figures rest on", () => {
  let context: TestContext;
  beforeAll(async () => {
    context = await testContext({ clock: testClock(NOW) });
  });
  beforeEach(async () => {
    await withoutOrders(context.facts);
    await writeSettings(context.state, { timeZone: "UTC", currency: "EUR", activityWindow: null }, NOW);
  });

  const order = (customer: number, daysAgo: number, more: Partial<OrderRow> = {}) =>
    orderRow(customer, NOW - daysAgo * DAY_MS, `o${customer}-${daysAgo}-${more.order_id ?? ""}`, more);
  const notes = async () => (await readBasis(context, {})).notes;

  it("without orders says so", async () => {
    expect(await notes()).toContainEqual({ code: "no_orders" });
  });

  it("leaves claimed orders out as soon as there is a trusted one, and says how many", async () => {
    await insertRows(context.facts, "order", [order(1, 5, { trust: "claimed" })]);
    expect(await notes()).toContainEqual({ code: "claimed_orders_counted", orders: 1 });
    await insertRows(context.facts, "order", [order(2, 5)]);
    const basis = await readBasis(context, {});
    expect(basis.notes).toContainEqual({ code: "claimed_orders_left_out", orders: 1 });
    expect(basis.countsClaimed).toBe(false);
  });

  it("is as of the end of the data where that lies far back", async () => {
    await insertRows(context.facts, "order", [order(1, 400)]);
    expect((await readBasis(context, {})).asOf).toBe(NOW - 400 * DAY_MS + 1);
    expect((await readBasis(context, { asOf: new Date(NOW).toISOString() })).asOf).toBe(NOW);
  });

  it("takes the window from the data once, keeps it, and a person's choice over it", async () => {
    const rows = Array.from({ length: 60 }, (_, customer) =>
      [0, 40, 80].map((day) => order(customer + 1, day + (customer % 20) + 1)),
    );
    expect((await readBasis(context, {})).window).toEqual({ days: 90, chosenBy: "provisional" });
    await insertRows(context.facts, "order", rows.flat());
    expect((await readBasis(context, {})).window).toEqual({ days: 40, chosenBy: "data" });
    await insertRows(
      context.facts,
      "order",
      Array.from({ length: 60 }, (_, customer) => order(customer + 1, 300)),
    );
    expect((await readBasis(context, {})).window).toEqual({ days: 40, chosenBy: "data" });
    await writeSettings(context.state, { activityWindow: { days: 77 } }, NOW);
    expect((await readBasis(context, {})).window).toEqual({ days: 77, chosenBy: "person" });
    expect((await readBasis(context, { window: 30 })).window.chosenBy).toBe("question");
    expect((await readSettings(context.state)).activityWindow?.days).toBe(77);
  });

  it("says so where most repeat customers pay the same every month", async () => {
    const months = [0, 30, 60, 90].map((day) => day + 3);
    const rows = Array.from({ length: 25 }, (_, customer) => months.map((day) => order(customer + 1, day)));
    await insertRows(context.facts, "order", rows.flat());
    expect(await notes()).toContainEqual({
      code: "subscription_like",
      interval: "month",
      share: 1,
      customers: 25,
      repeatCustomers: 25,
    });
  });

  it("converts other currencies at the rate of the day, and names those without one", async () => {
    await sql`INSERT INTO exchange_rate (currency, from_day, rate) VALUES ('USD', '2026-01-01', 0.5), ('USD', '2026-01-20', 0.8)`.execute(
      context.state,
    );
    await insertRows(context.facts, "order", [
      order(1, 1, { gross: "100", currency: "USD" }),
      order(1, 20, { gross: "100", currency: "USD", order_id: "a" }),
      order(1, 2, { gross: "7" }),
      order(1, 3, { gross: "1000", currency: "TRY" }),
    ]);
    await insertRows(context.facts, "refund", [refundRow(1, NOW - DAY_MS, "r", "10", { currency: "USD" })]);
    const { sum, basis } = await revenueTable(context, revenueQuestion.parse({ from: "2026-01-01" }));
    expect(sum.identified).toMatchObject({ orders: 3, gross: "137", refunds: "8", revenue: "129" });
    expect(basis.notes).toContainEqual({
      code: "missing_rates",
      currencies: [{ currency: "TRY", orders: 1, refunds: 0 }],
    });
  });

  it("takes off discounts and refunds, and leaves tax and shipping out, yet reconciles to the total", async () => {
    const paid = { gross: "100", discount: "10", shipping: "5", tax: "19", other: "1", total: "115" };
    await insertRows(context.facts, "order", [order(1, 1, paid)]);
    await insertRows(context.facts, "refund", [refundRow(1, NOW - DAY_MS, "r2", "20", { tax: "4" })]);
    const { sum } = await revenueTable(context, revenueQuestion.parse({}));
    expect(sum.identified).toMatchObject({ revenue: "70", tax: "15", total: "91" });
  });

  it("works a dimension out as if only its orders existed", async () => {
    const item = {
      product_id: "p",
      sku: "",
      name: "",
      category: "tea",
      quantity: "1",
      price: "1",
      discount: "0",
    };
    await insertRows(context.facts, "order", [
      order(1, 50, { country: "DE" }),
      order(1, 10, { country: "TR", items: [item], coupon: "X" }),
      order(2, 9, { country: "TR", order_id: "b" }),
    ]);
    const closing = async (dimension: string, value: string) => {
      const question = { from: "2026-01-01", window: "30", dimension, value };
      return (await retentionTable(context, retentionQuestion.parse(question))).rows.at(-1);
    };
    expect(await closing("country", "TR")).toMatchObject({ bounds: { day: "2026-01-01" } });
    const basis = await readBasis(context, { window: 30 });
    const month = periodOf("2026-01-15", "month", basis);
    const { rows } = await breakdown(context, basis, { by: "country" }, month);
    expect(rows.map((row) => [row.value, row.opening, row.new, row.closing])).toEqual([
      ["TR", 0, 2, 2],
      ["DE", 1, 0, 0],
    ]);
    for (const [dimension, value] of [
      ["category", "tea"],
      ["product", "p"],
      ["discount", "yes"],
    ] as const) {
      const values = await valuesOf(context.facts, basis, dimension, 10);
      expect(values.find((one) => one.value === value)?.orders).toBe(1);
      const only = await readBasis(context, { window: 30, dimension, value });
      expect(
        (await breakdown(context, only, { by: "country" }, month)).rows.map((row) => row.closing),
      ).toEqual([1]);
    }
    expect(breakdownQuestion.parse({ by: "country" }).period).toBe("month");
  });

  it("believes a person who says that the business began with its data, or was there before, and forgets it again", async () => {
    const rush = Array.from({ length: 40 }, (_, customer) => order(customer + 1, 300));
    const later = Array.from({ length: 12 }, (_, customer) => order(customer + 100, customer * 20 + 1));
    await insertRows(context.facts, "order", [...rush, ...later]);
    const began = async (businessSince: string | null) => {
      await writeSettings(context.state, { businessSince, activityWindow: { days: 60 } }, NOW);
      return readBasis(context, {});
    };
    const first = new Date(NOW - 300 * DAY_MS).toISOString().slice(0, 10);
    const found = { code: "data_begins_later", dataDay: first, customers: 40 };
    const byData = await began(null);
    expect(byData.notes).toContainEqual(expect.objectContaining({ ...found, since: null }));
    expect(byData.shownFrom).not.toBeNull();
    const together = await began(first);
    expect(together.shownFrom).toBeNull();
    expect(together.notes).toContainEqual({
      code: "business_began",
      since: first,
      dataDay: first,
      dataSaysLater: true,
    });
    const before = await began("2019-05-01");
    expect(before.shownFrom).toBe(byData.shownFrom);
    expect(before.notes).toContainEqual(expect.objectContaining({ ...found, since: "2019-05-01" }));
    expect((await began(null)).notes).toEqual(byData.notes);
  });

  it("refuses a dimension without its value", async () => {
    await expect(readBasis(context, { dimension: "country" })).rejects.toMatchObject({ field: "value" });
  });
});
