/** Two sets of customers of a real order log, line by line against SQL of their own. */
import { beforeAll, describe, expect, it } from "vitest";
import { sql as text } from "kysely";
import { sql, type Sql } from "../../src/core/sql.ts";
import { behindQuestion, compareQuestion, type Comparison } from "../../src/measure/compare/contract.ts";
import { behindLine } from "../../src/measure/compare/behind.ts";
import { compared } from "../../src/measure/compare/kept.ts";
import { writeSettings } from "../../src/workspace/settings/index.ts";
import { testClock, testContext, type TestContext } from "../kit/context.ts";
import { hasOnlineRetail, loadOnlineRetail, WITHOUT_ONLINE_RETAIL } from "../kit/online-retail.ts";
import { Segments } from "../kit/segments.ts";

if (!hasOnlineRetail) console.warn(`skipped: ${WITHOUT_ONLINE_RETAIL}`);

/** Customers from abroad, and those who ever bought this product. */
const ABROAD = sql`SELECT handle_id FROM \`order\` WHERE anonymous = 0 AND country != 'United Kingdom'`;
const OF_PRODUCT = sql`SELECT handle_id FROM \`order\` WHERE anonymous = 0 AND has(items.product_id, '22423')`;

describe.skipIf(!hasOnlineRetail)("two sets held against each other", () => {
  let context: TestContext;
  let answer: Comparison;
  let question: { a: string; b: string };

  beforeAll(async () => {
    context = await testContext({ clock: testClock(Date.UTC(2026, 0, 31)) });
    const { facts, state, clock } = context;
    await loadOnlineRetail(facts);
    const settings = { timeZone: "UTC", currency: "GBP", activityWindow: { days: 90 } };
    await writeSettings(state, settings, clock.now());
    const kit = await Segments.open(context);
    const make = async (name: string, of: Sql): Promise<string> => {
      const id = await kit.make(name, null);
      await kit.fill(id, of);
      return `segment:${id}`;
    };
    question = { a: await make("Abroad", ABROAD), b: await make("Stand", OF_PRODUCT) };
    await text`UPDATE segment SET pass_after = NULL`.execute(state);
    answer = (await compared(context, compareQuestion.parse(question))).comparison;
  }, 120_000);

  /** By customer: in a or in b, never both, with what the raw orders say. */
  const sides = sql`
    SELECT handle_id, handle_id IN (${ABROAD}) AS a, count() AS orders, sum(gross) AS paid, min(at) AS first,
      arraySort(groupArray(toUnixTimestamp64Milli(at))) AS times, countIf(has(items.product_id, '85123A')) > 0 AS heart,
      countIf(toHour(at) BETWEEN 6 AND 11) / count() AS morning
    FROM \`order\` WHERE anonymous = 0 AND (handle_id IN (${ABROAD})) + (handle_id IN (${OF_PRODUCT})) = 1
    GROUP BY handle_id`;

  /** Mean and difference of a number a customer, by the textbook: Cohen's d over the pooled deviation. */
  async function byHand(value: Sql, known: Sql = sql`1`): Promise<{ a: number; b: number; d: number }> {
    const [row] = await context.facts.query<{ ma: number; mb: number; d: number }>(sql`
      SELECT avgIf(v, a) AS ma, avgIf(v, NOT a) AS mb, countIf(a) AS na, countIf(NOT a) AS nb,
        (ma - mb) / sqrt(((na - 1) * varSampIf(v, a) + (nb - 1) * varSampIf(v, NOT a)) / (na + nb - 2)) AS d
      FROM (SELECT a, toFloat64(${value}) AS v FROM (${sides}) WHERE ${known})`);
    return { a: row?.ma ?? 0, b: row?.mb ?? 0, d: row?.d ?? 0 };
  }

  const line = (key: string) => {
    const found = answer.lines.find((one) => one.key === key);
    if (!found) throw new Error(`no line ${key}: ${answer.lines.map((one) => one.key).join(" ")}`);
    return found;
  };

  it("leave out who is in both, and say how many that are", async () => {
    const [own] = await context.facts.query<Record<string, string>>(sql`
      SELECT uniqExactIf(handle_id, a) AS abroad, uniqExactIf(handle_id, b) AS stand, uniqExactIf(handle_id, a AND b) AS both
      FROM (SELECT handle_id, handle_id IN (${ABROAD}) AS a, handle_id IN (${OF_PRODUCT}) AS b FROM \`order\` WHERE anonymous = 0)`);
    const n = (name: string) => Number(own?.[name]);
    expect(answer).toMatchObject({ both: n("both"), sampled: false });
    expect(answer.a).toMatchObject({
      customers: n("abroad"),
      compared: n("abroad") - n("both"),
      looked: n("abroad") - n("both"),
    });
    expect(answer.b).toMatchObject({ customers: n("stand"), compared: n("stand") - n("both") });
  });

  it("by shares of customers: products, retention and countries", async () => {
    const active = (until: string) =>
      sql`arrayExists(t -> t < toUnixTimestamp(toDateTime(${until}, 'UTC')) * 1000 AND t >= (toUnixTimestamp(toDateTime(${until}, 'UTC')) - 90 * 86400) * 1000, times)`;
    for (const [key, value, known] of [
      ["bought:85123A", sql`heart`, sql`1`],
      ["retention:retained", active("2011-12-01 00:00:00"), active("2011-11-01 00:00:00")],
    ] as const) {
      const own = await byHand(value, known);
      const found = line(key);
      expect(
        [found.a.mean, found.b.mean, found.d].map((n) => n.toFixed(6)),
        key,
      ).toEqual([own.a, own.b, own.d].map((n) => n.toFixed(6)));
    }
    const uk = line("country:United Kingdom");
    expect([uk.a.mean, uk.b.mean]).toEqual([0, 1]);
  });

  it("by amounts, whose ratios are compared, and by shares that each customer has", async () => {
    for (const [key, value] of [
      ["behaviour:orders", sql`log(1 + orders)`],
      ["behaviour:average_order", sql`log(1 + toFloat64(paid) / orders)`],
    ] as const) {
      const own = await byHand(value);
      const found = line(key);
      expect(found.d, key).toBeCloseTo(own.d, 6);
      expect(found.a.mean, key).toBeCloseTo(Math.exp(own.a) - 1, 6);
      expect(found.b.mean, key).toBeCloseTo(Math.exp(own.b) - 1, 6);
    }
    const mornings = await byHand(sql`morning`);
    expect(line("behaviour:mornings").a.mean).toBeCloseTo(mornings.a, 6);
  });

  it("what holds first, the greatest difference first, each within its interval", () => {
    const { lines } = answer;
    expect(lines.length).toBeGreaterThan(50);
    const kinds = lines.map(({ holds }) => holds);
    expect(kinds.lastIndexOf(true)).toBe(kinds.indexOf(false) - 1);
    const sizes = lines.filter(({ holds }) => holds).map(({ d }) => Math.abs(d));
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    for (const one of lines) {
      expect(one.from < one.d && one.d < one.to, one.key).toBe(true);
      expect(one.q, one.key).toBeGreaterThanOrEqual(one.p);
    }
    // By which the two were chosen, so that all of one side are so and nobody of the other.
    const first = lines.slice(0, 2).map(({ key }) => key);
    expect(first.toSorted()).toEqual(["bought:22423", "country:United Kingdom"]);
  });

  it("open into the customers behind a side of a line, as many as it says", async () => {
    const found = line("bought:85123A");
    for (const side of ["a", "b"] as const) {
      const page = await behindLine(
        context,
        behindQuestion.parse({ ...question, line: found.key, side, limit: 5 }),
      );
      expect(page.total).toBe(Math.round(found[side].known * found[side].mean));
      expect(page.rows.map(({ value }) => value)).toEqual([1, 1, 1, 1, 1]);
    }
    const most = await behindLine(
      context,
      behindQuestion.parse({ ...question, line: "behaviour:orders", limit: 3 }),
    );
    const [own] = await context.facts.query<{ top: string }>(sql`
      SELECT max(orders) AS top FROM (${sides}) WHERE a`);
    expect(String(most.rows[0]?.value)).toBe(own?.top);
  });

  it("of a set and everybody else nobody is in both, and the sides add up to all", async () => {
    const { comparison } = await compared(context, compareQuestion.parse({ a: question.a }));
    const [own] = await context.facts.query<{ n: string }>(
      sql`SELECT uniqExact(handle_id) AS n FROM \`order\` WHERE anonymous = 0`,
    );
    expect(comparison.both).toBe(0);
    expect(comparison.b.set).toBeNull();
    expect(comparison.a.compared + comparison.b.compared).toBe(Number(own?.n));
    await expect(compared(context, compareQuestion.parse({ a: "others" }))).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
