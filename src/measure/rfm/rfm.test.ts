import { beforeEach, describe, expect, it } from "vitest";
import { testClock, testContext, type TestContext } from "../../../test/kit/context.ts";
import { insertRows, merge, orderRow, refundRow } from "../../../test/kit/orders.ts";
import { parseMoney } from "../../core/money.ts";
import { writeSettings } from "../../workspace/settings/index.ts";
import { DAY_MS } from "../basis/index.ts";
import { CELL_MAP } from "./cells.ts";
import { frequencyOf, kindOf, monetaryOf, recencyOf } from "./classes.ts";
import { listQuestion } from "./list-contract.ts";
import { earlierThan } from "./earlier.ts";
import { customersCsv, firstPage, mapCsv } from "./export.ts";
import { flows } from "./flows.ts";
import { rfmCustomers } from "./list.ts";
import { rfm } from "./rfm.ts";
import { changeThresholds, thresholdsPage } from "./thresholds-change.ts";
import type { Thresholds } from "./thresholds-contract.ts";
import { fromSpread } from "./thresholds.ts";

const NOW = Date.UTC(2026, 0, 31);
const OWN: Thresholds = {
  recency: [10, 20, 30, 40],
  frequency: [2, 3, 5, 10],
  monetary: ["0", "100", "100.5", "1000"],
  oneTime: "100",
};

let context: TestContext;
const fresh = async () => {
  context = await testContext({ clock: testClock(NOW) });
  await writeSettings(context.state, { timeZone: "UTC", currency: "EUR", activityWindow: { days: 90 } }, NOW);
};

const order = (customer: number, day: number, gross: string, more = {}) =>
  orderRow(customer, NOW - day * DAY_MS, `o${customer}-${day}`, { gross, ...more });

const own = () => changeThresholds(context, { thresholds: OWN }, "person 1");

const list = (question: Partial<Parameters<typeof listQuestion.parse>[0] & object> = {}) =>
  rfmCustomers(context, listQuestion.parse(question));

describe("the classes of one customer", () => {
  it("hold on both sides of a threshold, and exactly on it", () => {
    const days = (n: number) => recencyOf(NOW - n * DAY_MS, NOW, OWN);
    expect([0, 10, 10.001, 20, 40, 40.001].map(days)).toEqual([5, 5, 4, 4, 2, 1]);
    expect([1, 2, 3, 4, 5, 9, 10, 99].map((n) => frequencyOf(n, OWN))).toEqual([1, 2, 3, 3, 4, 4, 5, 5]);
    const worth = (text: string | null) => monetaryOf(text === null ? null : parseMoney(text), OWN);
    expect(["-5", "-0.0001", "0", "100", "100.4999", "100.5", "1000"].map(worth)).toEqual([
      1, 1, 2, 3, 3, 4, 5,
    ]);
    expect(worth(null)).toBeNull();
  });

  it("part one-time buyers at the value of their order, and nobody else", () => {
    const kind = (orders: number, text: string | null) =>
      kindOf(orders, text === null ? null : parseMoney(text), OWN);
    expect([kind(1, "99.9999"), kind(1, "100"), kind(1, null), kind(2, "1"), kind(2, null)]).toEqual([
      "one_time_low",
      "one_time_high",
      "one_time_low",
      "repeat",
      "repeat",
    ]);
  });

  it("have a name on each square of the map", () => {
    expect(CELL_MAP.flat()).toHaveLength(25);
  });
});

describe("thresholds of the data", () => {
  const spread = { customers: 100, lasts: [NOW, NOW - DAY_MS, NOW - 2.5 * DAY_MS, NOW - 9 * DAY_MS] };

  it("are whole days, at least one, and amounts that occurred", () => {
    const found = fromSpread({ ...spread, paid: ["1", "2", "3", "4"], oneTime: null }, NOW);
    expect(found).toEqual({
      recency: [1, 1, 3, 9],
      frequency: [2, 3, 5, 10],
      monetary: ["1", "2", "3", "4"],
      oneTime: "0",
    });
  });

  it("are none below a hundred customers, and none where no amount has a rate", () => {
    expect(
      fromSpread({ ...spread, customers: 99, paid: ["1", "2", "3", "4"], oneTime: "1" }, NOW),
    ).toBeNull();
    expect(fromSpread({ ...spread, paid: [], oneTime: null }, NOW)).toBeNull();
  });
});

describe("with too few customers", () => {
  beforeEach(fresh);

  it("one customer has a tier and no class", async () => {
    await insertRows(context.facts, "order", [order(1, 5, "100")]);
    const answer = await rfm(context, {});
    expect(answer).toMatchObject({ customers: 1, needed: 100, thresholds: null, squares: [], cells: [] });
    expect(answer.tiers).toEqual([
      { tier: "high", from: "100", customers: 1, revenue: "100" },
      { tier: "medium", from: "100", customers: 0, revenue: "0" },
      { tier: "other", from: null, customers: 0, revenue: "0" },
    ]);
    const { rows } = await list();
    expect(rows).toMatchObject([{ profileId: "p_1", r: null, f: null, m: null, cell: null, tier: "high" }]);
    expect(await list({ cell: "champions" })).toMatchObject({ total: 0, rows: [] });
    expect(await flows(context, { back: "month" })).toMatchObject({
      cells: [],
      tiers: [{ from: null, to: "high", customers: 1 }],
    });
  });

  it("nobody is an empty answer, not an error", async () => {
    expect(await rfm(context, {})).toMatchObject({ customers: 0, revenue: "0", thresholds: null });
    expect(await flows(context, { back: "year" })).toMatchObject({ cells: [], tiers: [] });
  });

  it("a person's thresholds hold all the same", async () => {
    await insertRows(context.facts, "order", [order(1, 5, "100")]);
    await own();
    expect((await list()).rows).toMatchObject([{ r: 5, f: 1, m: 3, cell: "first_timers" }]);
  });
});

describe("the value of a customer", () => {
  beforeEach(fresh);
  beforeEach(own);

  it("may fall below nothing, by refunds of more than the orders", async () => {
    await insertRows(context.facts, "order", [order(1, 5, "100"), order(2, 5, "50")]);
    await insertRows(context.facts, "refund", [refundRow(1, NOW - DAY_MS, "r", "150")]);
    const { rows } = await list({ sort: "revenue", descending: "false" });
    expect(rows).toMatchObject([
      { profileId: "p_1", m: 1, revenue: "-50", tier: "other", orders: 1 },
      { profileId: "p_2", m: 2, revenue: "50", tier: "high" },
    ]);
    expect((await rfm(context, {})).revenue).toBe("0");
  });

  it("of refunds alone makes no customer", async () => {
    await insertRows(context.facts, "refund", [refundRow(1, NOW - DAY_MS, "r", "150")]);
    expect((await rfm(context, {})).customers).toBe(0);
  });

  it("is not known where no amount has a rate, and is of those that have one", async () => {
    await insertRows(context.facts, "order", [
      order(1, 5, "100", { currency: "XAU" }),
      order(2, 5, "100", { currency: "XAU" }),
      order(2, 6, "120"),
    ]);
    expect(await rfm(context, {})).toMatchObject({ customers: 2, unknownValue: 1, revenue: "120" });
    const { rows } = await list();
    expect(rows).toMatchObject([
      { profileId: "p_2", m: 4, revenue: "120" },
      { profileId: "p_1", m: null, revenue: null, cell: "first_timers", tier: "other" },
    ]);
    expect((await rfm(context, {})).basis.notes.map(({ code }) => code)).toContain("missing_rates");
  });

  it("and the classes are of the whole customer, after a merge", async () => {
    await insertRows(context.facts, "order", [order(1, 5, "100"), order(2, 35, "50")]);
    await merge(context.facts, 2, 1);
    expect((await list()).rows).toMatchObject([{ profileId: "p_1", r: 5, f: 2, m: 4, orders: 2 }]);
  });
});

describe("moves", () => {
  beforeEach(fresh);
  beforeEach(own);

  it("follow a customer who stays away, gives back or is overtaken", async () => {
    await insertRows(context.facts, "order", [
      order(1, 60, "500"), // silent, overtaken by the third
      order(2, 60, "400"), // gives most of it back
      order(3, 60, "10"),
      order(3, 2, "5000"),
      order(4, 1, "20"), // new
    ]);
    await insertRows(context.facts, "refund", [refundRow(2, NOW - DAY_MS, "r", "395")]);
    const answer = await flows(context, { back: "month" });
    expect(answer.before).toBe("2025-12-31T00:00:00.000Z");
    expect(answer.cells).toEqual(
      expect.arrayContaining([
        { from: "wavering", to: "long_gone", customers: 2 },
        { from: "wavering", to: "promising", customers: 1 },
        { from: null, to: "first_timers", customers: 1 },
      ]),
    );
    expect(answer).toMatchObject({ movedDown: { customers: 2, revenue: "505" }, movedUp: { customers: 1 } });
    const down = await list({ moved: "down", sort: "revenueBefore" });
    expect(down).toMatchObject({ total: 2, totalRevenue: "505", before: answer.before });
    expect(down.rows).toMatchObject([
      { profileId: "p_1", fell: "overtaken", before: { tier: "high", revenue: "500", cell: "wavering" } },
      { profileId: "p_2", fell: "value_fell", before: { tier: "medium", revenue: "400" } },
    ]);
    for (const { from, to, customers } of answer.cells) {
      const behind = await list({ fromCell: from ?? "none", cell: to, back: "month" });
      expect({ from, to, customers: behind.total }).toEqual({ from, to, customers });
    }
  });

  it("can be counted since the month began, whatever the zone", () => {
    const asOf = Date.UTC(2026, 2, 31, 22, 30); // 1 April, 01:30 in Istanbul
    const zone = { asOf, timeZone: "Europe/Istanbul", firstWeekday: 1 };
    const shown = (back: Parameters<typeof earlierThan>[1]) =>
      new Date(earlierThan(zone, back)).toISOString();
    expect(shown("this_month")).toBe("2026-03-31T21:00:00.000Z");
    expect(shown("month")).toBe("2026-02-28T22:30:00.000Z");
    expect(shown("quarter")).toBe("2025-12-31T22:30:00.000Z");
    expect(shown("year")).toBe("2025-03-31T22:30:00.000Z");
    const end = { asOf: Date.UTC(2026, 2, 31), timeZone: "UTC", firstWeekday: 1 };
    expect(new Date(earlierThan(end, "month")).toISOString()).toBe("2026-02-28T00:00:00.000Z");
  });
});

describe("thresholds that are kept", () => {
  beforeEach(fresh);

  const many = (day: number) =>
    Array.from({ length: 100 }, (_, index) => order(index + 1, day + index, String(index + 1)));

  it("stand still while the data move, until the data are asked anew", async () => {
    await insertRows(context.facts, "order", many(1));
    const first = await rfm(context, {});
    expect(first.thresholds).toMatchObject({ chosenBy: "data", saidBy: null });
    expect(first.thresholds?.thresholds).toEqual({
      recency: [20, 40, 60, 80],
      frequency: [2, 3, 5, 10],
      monetary: ["21", "41", "61", "81"],
      oneTime: "51",
    });
    expect(first.squares.filter(({ f }) => f === 1).map(({ customers }) => customers)).toEqual([
      20, 20, 20, 20, 20,
    ]);
    context.clock.advance(20 * DAY_MS);
    const later = await rfm(context, {});
    expect(later.thresholds).toEqual(first.thresholds);
    const page = await thresholdsPage(context);
    expect(page.fromData?.recency).toEqual([40, 60, 80, 100]);
    const anew = await changeThresholds(context, { thresholds: null }, "person 1");
    expect(anew.now).toMatchObject({ chosenBy: "data", thresholds: { recency: [40, 60, 80, 100] } });
  });

  it("are a person's to set, with who and when, and to bring back", async () => {
    await insertRows(context.facts, "order", many(1));
    await rfm(context, {});
    const set = await changeThresholds(context, { thresholds: OWN }, "person 7");
    expect(set.now).toMatchObject({ chosenBy: "person", saidBy: "person 7", thresholds: OWN });
    expect(set.now?.saidAt).toBe(new Date(NOW).toISOString());
    const [, first] = set.versions;
    const back = await changeThresholds(context, { version: first?.version ?? 0 }, "person 8");
    expect(back.now).toMatchObject({ chosenBy: "data", saidBy: "person 8", thresholds: first?.thresholds });
    expect(back.versions).toHaveLength(3);
    await expect(changeThresholds(context, { version: 99 }, "")).rejects.toMatchObject({ field: "version" });
  });

  it("hold for their currency only", async () => {
    await own();
    await writeSettings(context.state, { currency: "GBP" }, NOW);
    expect((await rfm(context, {})).thresholds).toBeNull();
    await writeSettings(context.state, { currency: "EUR" }, NOW);
    expect((await rfm(context, {})).thresholds?.thresholds).toEqual(OWN);
  });
});

describe("files", () => {
  beforeEach(fresh);

  it("hold a line a customer, and a line a square", async () => {
    await own();
    await insertRows(context.facts, "order", [order(1, 5, "100"), order(2, 60, "50")]);
    const question = listQuestion.parse({ back: "month" });
    let text = "";
    for await (const part of customersCsv(context, question, await firstPage(context, question)))
      text += part;
    const [head, first, second] = text.split("\r\n");
    expect(head).toContain("profile_id,name,recency,frequency,monetary,cell,value_tier,orders");
    expect(first).toContain("p_1,,5,1,3,first_timers,high,1,100,EUR,2026-01-26T00:00:00.000Z,,,,");
    expect(second).toContain(
      "p_2,,1,1,2,long_gone,medium,1,50,EUR,2025-12-02T00:00:00.000Z,wavering,high,50,overtaken",
    );
    const lines = mapCsv(await rfm(context, {}))
      .trimEnd()
      .split("\r\n");
    expect(lines).toHaveLength(26);
    expect(lines).toContain("5,1,first_timers,1,100,EUR,2026-01-31T00:00:00.000Z");
  });
});
