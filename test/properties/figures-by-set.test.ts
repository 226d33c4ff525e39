/** Figures of a segment, a list and a persona, on a real order log: against SQL of their own, and against each other. */
import { beforeAll, describe, expect, it } from "vitest";
import { sql as text } from "kysely";
import { sql } from "../../src/core/sql.ts";
import { readBasis } from "../../src/measure/basis/index.ts";
import { cohortsQuestion } from "../../src/measure/cohorts/contract.ts";
import { cohortTable } from "../../src/measure/cohorts/routes.ts";
import { customersQuestion } from "../../src/measure/customers/contract.ts";
import { customersPage } from "../../src/measure/customers/routes.ts";
import { overviewQuestion } from "../../src/measure/metrics/contract.ts";
import { overview } from "../../src/measure/metrics/overview.ts";
import { breakdown } from "../../src/measure/retention/breakdown.ts";
import { retentionQuestion } from "../../src/measure/retention/contract.ts";
import { retentionTable } from "../../src/measure/retention/routes.ts";
import { revenueQuestion } from "../../src/measure/revenue/contract.ts";
import { revenueTable } from "../../src/measure/revenue/routes.ts";
import { rfm } from "../../src/measure/rfm/rfm.ts";
import { slippingQuestion } from "../../src/measure/slipping/contract.ts";
import { slippingList } from "../../src/measure/slipping/slipping.ts";
import { bringMembers } from "../../src/profile/personas/bring-members.ts";
import { lastResult } from "../../src/profile/personas/runs-store.ts";
import { writeSettings } from "../../src/workspace/settings/index.ts";
import { testClock, testContext, type TestContext } from "../kit/context.ts";
import { hasOnlineRetail, loadOnlineRetail, WITHOUT_ONLINE_RETAIL } from "../kit/online-retail.ts";
import { merge } from "../kit/orders.ts";
import { Segments } from "../kit/segments.ts";

if (!hasOnlineRetail) console.warn(`skipped: ${WITHOUT_ONLINE_RETAIL}`);

const NOVEMBER = { from: "2011-11-01", to: "2011-11-30" };
/** Who ordered by the end of the log at least once and how, as the personas of a shop part them. */
const SHOP = ["once_low", "once_high", "repeat"] as const;

describe.skipIf(!hasOnlineRetail)("figures held to a set of customers", () => {
  let context: TestContext;
  let who: { germans: string; big: string };

  beforeAll(async () => {
    context = await testContext({ clock: testClock(Date.UTC(2026, 0, 31)) });
    const { facts, state, clock } = context;
    await loadOnlineRetail(facts);
    const settings = { timeZone: "UTC", currency: "GBP", activityWindow: { days: 90 } };
    await writeSettings(state, settings, clock.now());
    const kit = await Segments.open(context);
    const germans = await kit.make("Germans, all", null);
    const big = await kit.make("Big baskets", {
      total: { what: "order" },
      of: "amount",
      as: "average",
      is: { at_least: 500 },
    });
    await kit.fill(germans, sql`SELECT handle_id FROM \`order\` WHERE anonymous = 0 AND country = 'Germany'`);
    await kit.fill(
      big,
      sql`SELECT handle_id FROM \`order\` WHERE anonymous = 0 GROUP BY handle_id HAVING avg(gross) >= 500`,
    );
    await text`UPDATE segment SET pass_after = NULL`.execute(state);
    await assignPersonas(context);
    who = { germans: "segment:germans, ALL", big: `segment:${big}` };
  }, 120_000);

  const asked = (who: string | undefined) => ({ who });
  const retention = async (who: string | undefined) => {
    const question = retentionQuestion.parse({ ...NOVEMBER, ...asked(who) });
    const { rows, basis } = await retentionTable(context, question);
    return { row: rows[0], basis };
  };

  it("equal SQL over that set's own orders", async () => {
    const [own] = await context.facts.query<Record<string, string>>(sql`
      WITH c AS (SELECT handle_id, groupArray(at) AS times FROM \`order\` WHERE anonymous = 0
          AND handle_id IN (SELECT handle_id FROM \`order\` WHERE country = 'Germany') GROUP BY handle_id),
        s AS (SELECT arrayExists(t -> t >= toDateTime64('2011-08-03', 3, 'UTC') AND t < toDateTime64('2011-11-01', 3, 'UTC'), times) AS o,
          arrayExists(t -> t >= toDateTime64('2011-09-02', 3, 'UTC') AND t < toDateTime64('2011-12-01', 3, 'UTC'), times) AS e FROM c)
      SELECT countIf(o) AS opening, countIf(e) AS closing, countIf(o AND NOT e) AS lost FROM s`);
    const { row, basis } = await retention(who.germans);
    expect([row?.opening, row?.closing, row?.lost].map(String)).toEqual([
      own?.["opening"],
      own?.["closing"],
      own?.["lost"],
    ]);
    expect(basis.who).toMatchObject([
      { kind: "segment", name: "Germans, all", isList: true, byBehaviour: false, customers: 94 },
    ]);
    expect(basis.notes.map(({ code }) => code)).not.toContain("chosen_by_behaviour");
    const [paid] = await context.facts.query<{ revenue: string; orders: string }>(sql`
      SELECT sum(amount) AS revenue, countIf(amount > 0) AS orders FROM (
        SELECT handle_id, at, gross AS amount FROM \`order\` WHERE anonymous = 0
        UNION ALL SELECT handle_id, at, -goods AS amount FROM refund WHERE anonymous = 0)
      WHERE toYYYYMM(at) = 201111 AND handle_id IN (SELECT handle_id FROM \`order\` WHERE country = 'Germany')`);
    const { sum } = await revenueTable(
      context,
      revenueQuestion.parse({ ...NOVEMBER, ...asked(who.germans) }),
    );
    expect(Number(sum.all.revenue)).toBeCloseTo(Number(paid?.revenue), 4);
    expect(String(sum.all.orders)).toBe(paid?.orders);
    expect(sum.anonymous.orders).toBe(0);
  });

  it("add up over personas that part all customers: counts, money, cells, tiers, cohorts and who slips", async () => {
    const each = await Promise.all(SHOP.map((id) => whole(`persona:${id}`)));
    const all = await whole(undefined);
    expect(Object.keys(all).length).toBeGreaterThan(60);
    for (const [name, value] of Object.entries(all)) {
      const sum = each.reduce((total, one) => total + (one[name] ?? 0), 0);
      expect(sum, name).toBeCloseTo(value, 2);
    }
  });

  /** Every count and sum of money that Measure has, by name. */
  async function whole(who: string | undefined): Promise<Record<string, number>> {
    const { row } = await retention(who);
    const { opening, new: fresh, wonBack, lost, closing } = row ?? {};
    const revenue = await revenueTable(context, revenueQuestion.parse({ ...NOVEMBER, ...asked(who) }));
    const answer = await rfm(context, asked(who));
    const slips = await slippingList(context, slippingQuestion.parse({ ...asked(who) }));
    const cohorts = await cohortTable(
      context,
      cohortsQuestion.parse({ ...asked(who), measure: "count", periods: 3 }),
    );
    const counts: [string, number | null | undefined][] = [
      ...Object.entries({ opening, fresh, wonBack, lost, closing }),
      ["revenue", Number(revenue.sum.identified.revenue)],
      ["customers", answer.customers],
      ...answer.cells.map((cell): [string, number] => [cell.cell, cell.customers]),
      ...answer.tiers.map((tier): [string, number] => [tier.tier, tier.customers]),
      ["slipping", slips.total],
      ["slipping value", Number(slips.totalValue)],
      ...cohorts.rows.flatMap(({ bounds, cells }) =>
        cells.map((cell, k): [string, number] => [`${bounds.day} ${k}`, cell ?? 0]),
      ),
    ];
    return Object.fromEntries(counts.map(([name, value]) => [name, value ?? 0]));
  }

  it("open into just as many customers, each of them a member", async () => {
    const { row } = await retention(who.big);
    const page = customersQuestion.parse({
      who: who.big,
      set: "lost",
      period: "month",
      day: "2011-11-15",
      limit: 200,
    });
    const { total, rows } = await customersPage(context, page);
    expect(total).toBe(row?.lost);
    const ids = rows.map(({ profileId }) => Number.parseInt(profileId.slice(2), 36));
    const [own] = await context.facts.query<{ n: string }>(sql`
      SELECT count() AS n FROM membership FINAL WHERE profile_id IN ${ids} AND segment_id = 2 AND is_member = 1`);
    expect(Number(own?.n)).toBe(rows.length);
  });

  it("are told apart by sets as each set by itself, within whomever the page is held to", async () => {
    const basis = await readBasis(context, { who: who.germans });
    const span = { from: Date.UTC(2011, 10, 1), to: Date.UTC(2011, 11, 1), day: "2011-11-01" };
    for (const by of ["persona", "segment"] as const) {
      const { rows } = await breakdown(context, basis, { by }, span);
      expect(rows.length).toBeGreaterThan(1);
      for (const { value, opening, closing, lost } of rows) {
        const { row } = await retention(`${who.germans},${by}:${value}`);
        expect([opening, closing, lost], value).toEqual([row?.opening, row?.closing, row?.lost]);
      }
    }
    const { rows } = await breakdown(context, basis, { by: "segment", of: "2" }, span);
    expect(rows.map(({ label }) => label)).toEqual(["Big baskets"]);
  });

  it("leave what single customers are measured by as it is: tiers begin at the same value", async () => {
    const [all, own] = await Promise.all([rfm(context, {}), rfm(context, { who: who.germans })]);
    expect(own.tiers.map(({ from }) => from)).toEqual(all.tiers.map(({ from }) => from));
    expect(own.thresholds).toEqual(all.thresholds);
    expect(own.customers).toBe(94);
    const { basis } = await overview(context, overviewQuestion.parse({ who: who.big }));
    expect(basis.notes.map(({ code }) => code)).toContain("chosen_by_behaviour");
  });

  it("know a merged customer by the profile that is a member", async () => {
    const before = await rfm(context, { who: who.germans });
    const [other] = await context.facts.query<{ id: string; member: string }>(sql`
      SELECT min(handle_id) AS member, (SELECT max(handle_id) FROM \`order\` WHERE country = 'France' AND anonymous = 0) AS id
      FROM \`order\` WHERE country = 'Germany' AND anonymous = 0`);
    await merge(context.facts, Number(other?.id), Number(other?.member));
    const after = await rfm(context, { who: who.germans });
    expect(after.customers).toBe(before.customers);
    expect(Number(after.revenue)).toBeGreaterThan(Number(before.revenue));
  });

  it("refuse a set that there is not", async () => {
    for (const wrong of ["segment:99", "persona:nobody", "everybody"]) {
      await expect(readBasis(context, { who: wrong })).rejects.toMatchObject({
        code: "invalid",
        field: "who",
      });
    }
  });
});

/** A run of personas as the worker leaves it: by what their orders say. */
async function assignPersonas(context: TestContext): Promise<void> {
  const { state, facts } = context;
  const personas = SHOP.map((id) => ({ id, group: null, marks: [] }));
  const result = JSON.stringify({ asOf: "2026-01-31T00:00:00.000Z", personas });
  await text`INSERT INTO persona_run (status, asked_by, asked_at, finished_at, result)
    VALUES ('done', 'test', now(), now(), ${result}::jsonb)`.execute(state);
  const rows = await facts.query<{ id: string; shop: string }>(sql`
    SELECT handle_id AS id, multiIf(count() > 1, 'repeat', sum(gross) >= 300, 'once_high', 'once_low') AS shop
    FROM \`order\` WHERE anonymous = 0 GROUP BY handle_id`);
  await text`INSERT INTO persona_member (run_id, profile_id, shop)
    SELECT 1, * FROM unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ shop }) => shop)}::text[])`.execute(
    state,
  );
  const last = await lastResult(state);
  if (last) await bringMembers(context, last);
}
