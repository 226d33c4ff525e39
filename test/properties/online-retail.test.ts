/** The figures of a real order log, held against figures that were worked out independently. */
import { beforeAll, describe, expect, it } from "vitest";
import { cohortTable } from "../../src/measure/cohorts/routes.ts";
import { cohortsQuestion } from "../../src/measure/cohorts/contract.ts";
import { customersPage } from "../../src/measure/customers/routes.ts";
import { customersQuestion } from "../../src/measure/customers/contract.ts";
import { overview } from "../../src/measure/metrics/overview.ts";
import { overviewQuestion } from "../../src/measure/metrics/contract.ts";
import { retentionTable } from "../../src/measure/retention/routes.ts";
import { retentionQuestion } from "../../src/measure/retention/contract.ts";
import { revenueTable } from "../../src/measure/revenue/routes.ts";
import { revenueQuestion } from "../../src/measure/revenue/contract.ts";
import { windowChoices } from "../../src/measure/window/window.ts";
import { sql } from "../../src/core/sql.ts";
import { writeSettings } from "../../src/workspace/settings/index.ts";
import { testClock, testContext, type TestContext } from "../kit/context.ts";
import { hasOnlineRetail, loadOnlineRetail, WITHOUT_ONLINE_RETAIL } from "../kit/online-retail.ts";

/** Just after the last order. */
const END = "2011-12-09T12:50:00.001Z";

if (!hasOnlineRetail) console.warn(`skipped: ${WITHOUT_ONLINE_RETAIL}`);

describe.skipIf(!hasOnlineRetail)("the figures of a real order log", () => {
  let context: TestContext;
  beforeAll(async () => {
    context = await testContext({ clock: testClock(Date.UTC(2026, 0, 31)) });
    await loadOnlineRetail(context.facts);
    await writeSettings(
      context.state,
      { timeZone: "UTC", currency: "GBP", activityWindow: { days: 90 } },
      context.clock.now(),
    );
  });

  it.each([
    ["2011-04-01", 1774, 300, 61, 246, 1889, 86.13],
    ["2011-05-01", 1889, 284, 83, 299, 1957, 84.17],
    ["2011-06-01", 1957, 242, 114, 347, 1966, 82.27],
    ["2011-10-01", 2145, 357, 227, 275, 2454, 87.18],
  ])("reconcile the month of %s", async (day, opening, added, wonBack, lost, closing, percent) => {
    const { rows } = await retentionTable(context, retentionQuestion.parse({ from: day, to: day }));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ opening, new: added, wonBack, lost, closing, complete: true });
    expect(((rows[0]?.retention ?? 0) * 100).toFixed(2)).toBe(percent.toFixed(2));
    expect((rows[0]?.retention ?? 0) + (rows[0]?.churn ?? 0)).toBe(1);
  });

  it("do not show who stayed before the first window is over: those customers were already there", async () => {
    const { rows, basis } = await retentionTable(context, retentionQuestion.parse({}));
    expect(rows[0]).toMatchObject({ opening: null, reason: "before_first_window", alreadyThere: 884 });
    expect(rows[3]).toMatchObject({ reason: null, alreadyThere: 0 });
    expect(rows.at(-1)).toMatchObject({ complete: false });
    const codes = basis.notes.map((note) => note.code);
    expect(codes).toEqual(expect.arrayContaining(["data_begins_later", "data_ended", "incomplete_period"]));
    expect(basis.asOf).toBe(END);
  });

  it.each([
    ["2010-12-01", [884, 323, 286, 339, 320, 352, 320, 308, 312, 349, 330, 444, 234]],
    ["2011-04-01", [300, 63, 61, 63, 59, 68, 65, 78, 22]],
  ])("follow the cohort of %s", async (day, expected) => {
    const question = cohortsQuestion.parse({ from: day, to: day, measure: "count" });
    const { rows } = await cohortTable(context, question);
    const [row] = rows;
    expect(row?.cells.slice(0, expected.length)).toEqual(expected);
    expect(row?.cells.slice(expected.length).every((cell) => cell === null)).toBe(true);
    expect(row?.incompleteAt).toBe(expected.length - 1);
    expect(row?.customers).toBe(expected[0]);
  });

  it.each([
    ["2010-12-01", 1, 323],
    ["2010-12-01", 12, 234],
    ["2011-04-01", 5, 68],
  ])("open the cell of cohort %s, period %i into its customers", async (day, k, customers) => {
    const page = await customersPage(
      context,
      customersQuestion.parse({ set: "cohort", period: "month", day, k, limit: 5 }),
    );
    expect(page.total).toBe(customers);
    expect(page.rows).toHaveLength(5);
  });

  it.each([
    ["opening", 1957],
    ["new", 242],
    ["won_back", 114],
    ["lost", 347],
    ["closing", 1966],
    ["retained", 1957 - 347],
    ["ordered", 990],
  ])("open %s of June 2011 into its customers", async (set, customers) => {
    const page = await customersPage(
      context,
      customersQuestion.parse({ set, period: "month", day: "2011-06-15", limit: 1 }),
    );
    expect(page.total).toBe(customers);
  });

  it.each([
    ["one_time", 1505],
    ["repeat", 2829],
    ["customers", 4334],
  ])("open %s at the end into its customers", async (set, customers) => {
    const page = await customersPage(context, customersQuestion.parse({ set, limit: 1 }));
    expect(page.total).toBe(customers);
  });

  it("tell the customers' own rhythm, and from it the window", async () => {
    const { rhythm, options } = await windowChoices(context, {});
    expect(rhythm).toMatchObject({ gaps: 14_068, defaultDays: 104 });
    expect(rhythm.medianDays?.toFixed(2)).toBe("22.02");
    expect(rhythm.p90Days?.toFixed(2)).toBe("103.91");
    expect(options.map((option) => option.days)).toEqual([30, 90, 104, 365]);
  });

  it.each([
    ["2011-01-01", 1550, 884],
    ["2011-07-01", 1525, 990],
    ["2011-12-01", 2751, 1660],
  ])(
    "count all orders, and the known customers who ordered, in the month before %s",
    async (asOf, orders, customers) => {
      const answer = await overview(context, overviewQuestion.parse({ asOf: `${asOf}T00:00:00Z` }));
      const { day } = answer.bounds;
      const { rows } = await revenueTable(context, revenueQuestion.parse({ from: day, to: day }));
      expect(rows[0]?.all.orders).toBe(orders);
      // Frequency is of customers: orders of nobody known stay out of it.
      const frequency = answer.figures.find((figure) => figure.key === "purchase_frequency");
      expect(frequency?.parts).toEqual({ orders: rows[0]?.identified.orders, customers });
    },
  );

  it("tell one-time buyers below the average order value from those above", async () => {
    const { sum } = await revenueTable(
      context,
      revenueQuestion.parse({ from: "2010-12-01", to: "2011-12-31" }),
    );
    const average = Number(sum.identified.gross) / sum.identified.orders;
    const [row] = await context.facts.query<{ below: string; above: string }>(sql`
      SELECT toString(countIf(value < ${average})) AS below, toString(countIf(value >= ${average})) AS above
      FROM (SELECT sum(gross) AS value FROM \`order\` FINAL WHERE status = 'paid' AND anonymous = 0
        GROUP BY handle_id HAVING count() = 1)`);
    expect(row).toEqual({ below: "1223", above: "282" });
  });

  it("reconcile revenue to the last digit", async () => {
    const { sum } = await revenueTable(
      context,
      revenueQuestion.parse({ from: "2010-12-01", to: "2011-12-31" }),
    );
    expect(sum.identified).toMatchObject({ orders: 18_402, gross: "8761066.653", refunds: "474403.33" });
    expect(sum.anonymous).toMatchObject({ orders: 1371, gross: "1511052.22", refunds: "4320.85" });
    expect((Number(sum.identified.gross) / sum.identified.orders).toFixed(4)).toBe("476.0932");
  });

  it("put the last complete month beside the month before, and name what is not known yet", async () => {
    const { bounds, headline, figures, churnPoint } = await overview(context, overviewQuestion.parse({}));
    expect(bounds.day).toBe("2011-11-01");
    expect(headline).toMatchObject({ trend: "rose", opening: 2454, closing: 2833 });
    const of = (key: string) => figures.find((figure) => figure.key === key);
    expect(of("retention_rate")).toMatchObject({ n: 2454, yearBefore: { reason: "before_first_window" } });
    expect(of("retention_rate")?.previous?.value).toBe((2145 - 275) / 2145);
    expect(of("retention_rate")?.series).toHaveLength(13);
    expect(of("repeat_rate")?.parts).toEqual({ repeat: 2742, customers: 4293 });
    expect(of("lifetime_value_formula")).toMatchObject({ value: null, reason: "not_known_yet" });
    expect(of("reorder_365")).toMatchObject({ value: null });
    expect(churnPoint?.customersKept).toBe(24.54);
    const { rows } = await revenueTable(context, revenueQuestion.parse({ from: "2011-11-01" }));
    expect(of("average_order_value")?.parts["revenue"]).toBe(rows[0]?.identified.revenue);
  });
});
