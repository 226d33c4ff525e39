/** Cells and tiers of a real order log, customer by customer, against SQL of their own over the raw orders. */
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../src/core/sql.ts";
import { listQuestion } from "../../src/measure/rfm/list-contract.ts";
import { flows } from "../../src/measure/rfm/flows.ts";
import { rfmCustomers } from "../../src/measure/rfm/list.ts";
import { rfm } from "../../src/measure/rfm/rfm.ts";
import { thresholdsPage } from "../../src/measure/rfm/thresholds-change.ts";
import { writeSettings } from "../../src/workspace/settings/index.ts";
import { testClock, testContext, type TestContext } from "../kit/context.ts";
import { hasOnlineRetail, loadOnlineRetail, WITHOUT_ONLINE_RETAIL } from "../kit/online-retail.ts";

if (!hasOnlineRetail) console.warn(`skipped: ${WITHOUT_ONLINE_RETAIL}`);

/** Just after the last order, and a month before. */
const END = "2011-12-09 12:50:00.001";
const BEFORE = "2011-11-09 12:50:00.001";

/** Who bought what until an instant, from orders and refunds as they are stored. */
const bought = (until: string) => sql`
  SELECT handle_id AS id, countIf(kind = 'order') AS orders, maxIf(at, kind = 'order') AS latest, sum(amount) AS value
  FROM (
    SELECT handle_id, at, gross - discount AS amount, 'order' AS kind FROM \`order\` FINAL WHERE anonymous = 0 AND status = 'paid'
    UNION ALL
    SELECT handle_id, at, -goods AS amount, 'refund' AS kind FROM refund FINAL WHERE anonymous = 0)
  WHERE at < toDateTime64(${until}, 3, 'UTC') GROUP BY handle_id HAVING orders > 0`;

/**
 * Classes and tiers by ranks: the first fifth of the customers by recency ends at the customer whose
 * rank is the number of customers / 5, rounded up, and all who ordered no earlier are in it.
 */
const expected = (until: string) => sql`
  WITH everybody AS (${bought(until)}),
  ranked AS (
    SELECT *, ceil(dateDiff('millisecond', latest, toDateTime64(${END}, 3, 'UTC')) / 86400000) AS days_at_end,
      dateDiff('millisecond', latest, toDateTime64(${until}, 3, 'UTC')) / 86400000 AS days,
      row_number() OVER (ORDER BY latest DESC) AS by_recency, row_number() OVER (ORDER BY value) - 1 AS by_value,
      sum(greatest(value, 0)) OVER (ORDER BY value DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running,
      sum(greatest(value, 0)) OVER () AS whole
    FROM everybody),
  edges AS (SELECT minIf(value, running - greatest(value, 0) < whole * 0.5) AS high,
      minIf(value, running - greatest(value, 0) < whole * 0.8) AS medium FROM ranked WHERE value > 0)
  SELECT id, orders, toString(value) AS revenue, by_recency, days, days_at_end, by_value,
    multiIf(value >= (SELECT high FROM edges), 'high', value >= (SELECT medium FROM edges), 'medium', 'other') AS tier
  FROM ranked ORDER BY id LIMIT 100000`;

type Row = Record<"orders" | "days" | "days_at_end", number> &
  Record<"id" | "revenue" | "by_recency" | "by_value" | "tier", string>;

/** The name of a square, from the table in the documentation. */
function named(r: number, f: number): string {
  if (r >= 4 && f >= 4) return "champions";
  if (r >= 3 && f >= 3) return "loyal";
  if (r >= 4) return f === 2 ? "promising" : "first_timers";
  if (r === 3) return "wavering";
  if (f >= 4) return "cannot_lose";
  if (f === 3) return "at_risk";
  return r === 2 ? "hibernating" : "long_gone";
}

const frequency = (orders: number) =>
  orders >= 10 ? 5 : orders >= 5 ? 4 : orders >= 3 ? 3 : Math.min(orders, 2);

describe.skipIf(!hasOnlineRetail)("RFM of a real order log", () => {
  let context: TestContext;
  let rows: Row[];
  let cuts: { recency: number[]; value: number[] };

  beforeAll(async () => {
    context = await testContext({ clock: testClock(Date.UTC(2026, 0, 31)) });
    await loadOnlineRetail(context.facts);
    const settings = { timeZone: "UTC", currency: "GBP", activityWindow: { days: 90 } };
    await writeSettings(context.state, settings, context.clock.now());
    rows = await context.facts.query<Row>(expected(END));
    const n = rows.length;
    const fifths = [1, 2, 3, 4];
    const at = (by: "by_recency" | "by_value", rank: number) => {
      const row = rows.find((one) => Number(one[by]) === rank);
      if (!row) throw new Error(`nobody of rank ${rank}`);
      return row;
    };
    cuts = {
      recency: fifths.map((k) => at("by_recency", Math.ceil((k * n) / 5)).days_at_end),
      value: fifths.map((k) => Number(at("by_value", Math.floor((k * n) / 5)).revenue)),
    };
  });

  const classOf = (row: Row) => {
    const r = 1 + cuts.recency.filter((days) => row.days <= days).length;
    const f = frequency(Number(row.orders));
    const m = 1 + cuts.value.filter((least) => Number(row.revenue) >= least).length;
    return { r, f, m, cell: named(r, f) };
  };

  it("takes its thresholds from the data, and keeps them", async () => {
    const { thresholds } = await rfm(context, {});
    expect(thresholds?.thresholds).toMatchObject({ recency: cuts.recency, frequency: [2, 3, 5, 10] });
    expect(thresholds?.thresholds.monetary.map(Number)).toEqual(cuts.value);
    const earlier = await rfm(context, { asOf: "2011-06-01T00:00:00Z" });
    expect(earlier.thresholds).toEqual(thresholds);
  });

  it("puts each customer into the class, cell and tier that independent SQL finds", async () => {
    const list = await rfmCustomers(context, { ...listQuestion.parse({}), limit: 100_000 });
    const found = new Map(list.rows.map((row) => [row.profileId, row]));
    expect(found.size).toBe(rows.length);
    const shown = rows.map((row) => {
      const one = found.get(`p_${Number(row.id).toString(36)}`);
      return (
        one && { r: one.r, f: one.f, m: one.m, cell: one.cell, tier: one.tier, revenue: Number(one.revenue) }
      );
    });
    const wanted = rows.map((row) => ({ ...classOf(row), tier: row.tier, revenue: Number(row.revenue) }));
    expect(shown).toEqual(wanted);
  });

  it("adds up to all identified buyers and their revenue", async () => {
    const answer = await rfm(context, {});
    const sum = (parts: readonly { customers: number }[]) =>
      parts.reduce((all, one) => all + one.customers, 0);
    expect(answer.customers).toBe(4334);
    for (const parts of [answer.squares, answer.cells, answer.tiers, answer.kinds]) {
      expect(sum(parts)).toBe(4334);
    }
    const revenue = rows.reduce((all, row) => all + Number(row.revenue), 0);
    expect(Number(answer.revenue)).toBeCloseTo(revenue, 2);
    expect(Object.fromEntries(answer.kinds.map(({ kind, customers }) => [kind, customers]))).toMatchObject({
      repeat: 2829,
    });
    const once = rows.filter((row) => Number(row.orders) === 1).map((row) => Number(row.revenue));
    const middle = once.toSorted((a, b) => a - b)[Math.floor(once.length / 2)] ?? 0;
    expect(Number(answer.thresholds?.thresholds.oneTime)).toBe(middle);
    expect(answer.kinds[1]).toMatchObject({
      kind: "one_time_high",
      customers: once.filter((v) => v >= middle).length,
    });
    expect(answer.kinds[2]).toMatchObject({
      kind: "one_time_low",
      customers: once.filter((v) => v < middle).length,
    });
  });

  it("follows each customer from where independent SQL finds them a month before", async () => {
    const then = new Map((await context.facts.query<Row>(expected(BEFORE))).map((row) => [row.id, row]));
    const moves = new Map<string, number>();
    const tiers = new Map<string, number>();
    const count = (all: Map<string, number>, move: string) => all.set(move, (all.get(move) ?? 0) + 1);
    for (const row of rows) {
      const before = then.get(row.id);
      count(moves, `${before ? classOf(before).cell : null} ${classOf(row).cell}`);
      count(tiers, `${before?.tier ?? null} ${row.tier}`);
    }
    const answer = await flows(context, { back: "month" });
    expect(answer.before).toBe("2011-11-09T12:50:00.001Z");
    const shown = (all: readonly { from: string | null; to: string; customers: number }[]) =>
      new Map(all.map(({ from, to, customers }) => [`${from} ${to}`, customers]));
    expect(shown(answer.cells)).toEqual(moves);
    expect(shown(answer.tiers)).toEqual(tiers);
    const down = ["high medium", "high other", "medium other"].map((move) => tiers.get(move) ?? 0);
    expect(answer.movedDown.customers).toBe(down.reduce((a, b) => a + b, 0));
    const list = await rfmCustomers(context, listQuestion.parse({ moved: "down", back: "month" }));
    expect(list.total).toBe(answer.movedDown.customers);
  });

  it("says what the data would give now, and who set what holds", async () => {
    const page = await thresholdsPage(context);
    expect(page).toMatchObject({ customers: 4334, needed: 100, now: { chosenBy: "data", saidBy: null } });
    expect(page.versions).toHaveLength(1);
    expect(page.fromData).toEqual(page.now?.thresholds);
  });
});
