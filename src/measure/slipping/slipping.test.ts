import { beforeAll, describe, expect, it } from "vitest";
import { testClock, testContext, type TestContext } from "../../../test/kit/context.ts";
import { insertRows, merge, orderRow, refundRow } from "../../../test/kit/orders.ts";
import { asId, type ProfileId } from "../../core/ids.ts";
import { writeSettings } from "../../workspace/settings/index.ts";
import { DAY_MS } from "../basis/index.ts";
import { customersQuestion } from "../customers/contract.ts";
import { profileFigures } from "../customers/index.ts";
import { customersPage } from "../customers/routes.ts";
import { slippingQuestion } from "./contract.ts";
import { firstPage, slippingCsv } from "./export.ts";
import { slippingList } from "./slipping.ts";

const NOW = Date.UTC(2026, 0, 31);

/** Days before now of the orders of customers 1, 2, … */
const ORDERS: readonly (readonly number[])[] = [
  [105, 95, 85, 75, 65, 55, 45], // every ten days, silent for 45
  [300, 250, 200, 150, 100, 50], // every fifty days, silent for 50
  [400, 300], // lost
  [40], // once, 40 days ago
  [110, 10], // won back
  [5], // new
];

describe("the list of who slips away", () => {
  let context: TestContext;
  beforeAll(async () => {
    context = await testContext({ clock: testClock(NOW) });
    await writeSettings(
      context.state,
      { timeZone: "UTC", currency: "EUR", activityWindow: { days: 90 } },
      NOW,
    );
    await insertRows(
      context.facts,
      "order",
      ORDERS.flatMap((days, index) =>
        days.map((day) =>
          orderRow(index + 1, NOW - day * DAY_MS, `c${index + 1}-${day}`, { gross: "100.25" }),
        ),
      ),
    );
    await insertRows(context.facts, "refund", [refundRow(1, NOW - 40 * DAY_MS, "r1", "0.25")]);
  });

  it("names who is silent for longer than their own rhythm, and nobody whose rhythm is slow", async () => {
    const list = await slippingList(context, slippingQuestion.parse({}));
    expect(list.rows.map((row) => row.profileId)).toEqual(["p_1"]);
    expect(list.rows[0]).toMatchObject({ value: "701.5", orders: 7, medianGapDays: 10, consent: {} });
    expect(list.rows[0]?.reason).toMatchObject({
      code: "own_rhythm",
      silentDays: 45,
      usualDays: 10,
      gaps: 6,
    });
    expect(list).toMatchObject({ total: 1, totalValue: "701.5", nextCursor: null });
  });

  it("shrinks the customer's own rhythm to the group's: (6 × 10 + 3 × group) / 9", async () => {
    const list = await slippingList(context, slippingQuestion.parse({ sort: "overdue" }));
    expect(list.groupP90Days).toBe(100);
    expect(list.rows[0]?.reason.thresholdDays).toBe((6 * 10 + 3 * 100) / 9);
  });

  it("exports a line a customer with the reason in words", async () => {
    const question = slippingQuestion.parse({});
    let text = "";
    for await (const part of slippingCsv(context, question, await firstPage(context, question))) text += part;
    const lines = text.split("\r\n");
    expect(lines[0]).toContain("profile_id,name,value_tier,value,currency,orders");
    expect(lines[1]).toContain("p_1,");
    expect(lines[1]).toContain("Usually orders every 10 days; silent for 45 days");
  });

  it("refuses a cursor that it did not give", async () => {
    await expect(slippingList(context, slippingQuestion.parse({ cursor: "x" }))).rejects.toMatchObject({
      code: "invalid",
      field: "cursor",
    });
  });

  it("tells the state of every customer by one rule", async () => {
    const ids = [1, 2, 3, 4, 5, 6].map((id) => asId<ProfileId>(id));
    const { rows, total } = await profileFigures.list(
      context,
      { sort: "lastOrderAt", descending: true, limit: 10, offset: 0, ids },
      NOW,
    );
    expect(total).toBe(6);
    const states = new Map(rows.map(({ id, figures }) => [Number(id), figures.state]));
    expect(Object.fromEntries(states)).toEqual({
      1: "slipping",
      2: "active",
      3: "lost",
      4: "active",
      5: "won_back",
      6: "new",
    });
  });

  it("filters, sorts and pages the customers", async () => {
    const lost = await profileFigures.list(
      context,
      { sort: "revenue", descending: true, states: ["lost", "slipping"], limit: 1, offset: 1 },
      NOW,
    );
    expect(lost.total).toBe(2);
    expect(lost.rows.map(({ id }) => Number(id))).toEqual([3]);
    const tiers = await profileFigures.list(
      context,
      { sort: "orders", descending: true, tiers: ["high"], minOrders: 6, limit: 10, offset: 0 },
      NOW,
    );
    expect(tiers.rows.map(({ id }) => Number(id))).toEqual([1, 2]);
  });

  it("opens a figure into its customers, page by page", async () => {
    const page = await customersPage(
      context,
      customersQuestion.parse({ set: "one_time", sort: "lastOrderAt", limit: 1, offset: 1 }),
    );
    expect(page).toMatchObject({ total: 2, rows: [{ profileId: "p_4", orders: 1, state: "active" }] });
    await expect(customersPage(context, customersQuestion.parse({ set: "lost" }))).rejects.toMatchObject({
      code: "invalid",
      field: "day",
    });
  });
});

describe("what is kept of the whole business", () => {
  it("is worked out anew as soon as a refund or a merge changes it", async () => {
    const context = await testContext({ clock: testClock(NOW) });
    await writeSettings(
      context.state,
      { timeZone: "UTC", currency: "EUR", activityWindow: { days: 90 } },
      NOW,
    );
    const orders = [
      orderRow(1, NOW - 9 * DAY_MS, "a", { gross: "100" }),
      orderRow(2, NOW - 5 * DAY_MS, "b", { gross: "90" }),
      orderRow(3, NOW - 2 * DAY_MS, "c", { gross: "80" }),
    ];
    await insertRows(context.facts, "order", orders);
    const ofHighValue = async () => {
      const page = { sort: "orders", descending: false, limit: 10, offset: 0, tiers: ["high"] } as const;
      const { rows } = await profileFigures.list(context, page, NOW);
      return rows.map(({ id }) => Number(id));
    };
    const rhythm = async () => (await slippingList(context, slippingQuestion.parse({}))).groupP90Days;
    expect(await ofHighValue()).toEqual([1, 2]);
    await insertRows(context.facts, "refund", [refundRow(1, NOW - DAY_MS, "r", "99")]);
    expect(await ofHighValue()).toEqual([2]);
    expect(await rhythm()).toBe(90);
    await merge(context.facts, 3, 2);
    expect(await rhythm()).toBe(3);
  });
});
