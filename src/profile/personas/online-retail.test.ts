/** Personas of a real order log, held against independent SQL. */
import { beforeAll, describe, expect, test } from "vitest";
import { testClock, testContext, type TestContext } from "../../../test/kit/context.ts";
import { hasOnlineRetail, loadOnlineRetail, WITHOUT_ONLINE_RETAIL } from "../../../test/kit/online-retail.ts";
import { sql } from "../../core/sql.ts";
import { countedRows } from "../../measure/basis/index.ts";
import { writeSettings } from "../../workspace/settings/index.ts";
import type { PersonaResult } from "./contract.ts";
import { workOffPersonas } from "./jobs.ts";
import { askForRun, lastResult } from "./runs-store.ts";

if (!hasOnlineRetail) console.warn(`skipped: ${WITHOUT_ONLINE_RETAIL}`);

describe.skipIf(!hasOnlineRetail)("the personas of a real order log", () => {
  let context: TestContext;
  let result: PersonaResult;
  beforeAll(async () => {
    context = await testContext({ clock: testClock(Date.UTC(2026, 0, 31)) });
    await loadOnlineRetail(context.facts);
    await writeSettings(context.state, { timeZone: "UTC", currency: "GBP" }, context.clock.now());
    await askForRun(context.state, "test", context.clock.now());
    await workOffPersonas(context, countedRows, new AbortController().signal);
    const last = await lastResult(context.state);
    if (!last) throw new Error("no result");
    ({ result } = last);
  }, 300_000);

  const customers = (id: string): number | undefined =>
    result.personas.find((one) => one.id === id)?.customers;

  test("repeat, one-time low and one-time high add up to all identified buyers", async () => {
    const [own] = await context.facts.query<Record<string, string>>(sql`
      SELECT count() AS buyers, countIf(n > 1) AS repeated,
        countIf(n = 1 AND value >= median) AS high, countIf(n = 1 AND value < median) AS low
      FROM (SELECT handle_id, count() AS n, sum(gross) AS value FROM \`order\` WHERE anonymous = 0 GROUP BY handle_id) AS customers
      CROSS JOIN (SELECT quantileExact(0.5)(toFloat64(value)) AS median
        FROM (SELECT sum(gross) AS value FROM \`order\` WHERE anonymous = 0 GROUP BY handle_id HAVING count() = 1)) AS m`);
    expect([customers("repeat"), customers("once_high"), customers("once_low")].map(String)).toEqual([
      own?.["repeated"],
      own?.["high"],
      own?.["low"],
    ]);
    expect(String(result.customers)).toBe(own?.["buyers"]);
    expect([customers("bounced"), customers("browser"), customers("abandoner")]).toEqual([0, 0, 0]);
  });

  test("revenue net of refunds adds up to that of the log's known customers", async () => {
    const [own] = await context.facts.query<{ revenue: string }>(sql`
      SELECT (SELECT sum(gross) FROM \`order\` WHERE anonymous = 0)
        - (SELECT sum(goods) FROM refund WHERE anonymous = 0
          AND handle_id IN (SELECT handle_id FROM \`order\` WHERE anonymous = 0)) AS revenue`);
    expect(result.all.revenue).toBeCloseTo(Number(own?.revenue), 2);
  });

  test("members stand in the facts as in the state, so that figures can be held to them", async () => {
    const rows = await context.facts.query<{ persona: string; members: string }>(
      sql`SELECT persona, count() AS members FROM persona_member FINAL GROUP BY persona ORDER BY persona`,
    );
    const known = result.personas.filter((one) => one.customers > 0);
    expect(new Map(rows.map(({ persona, members }) => [persona, Number(members)]))).toEqual(
      new Map(known.map((one) => [one.id, one.customers])),
    );
  });

  test("says how steady the kinds are that it found, or why there are none", () => {
    const { why, stability, kinds, tried } = result.search;
    expect(tried.map((one) => one.kinds)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const found = result.personas.filter(({ kind }) => kind === "found");
    expect(found.length).toBe(kinds ?? 0);
    expect(why === null).toBe(stability !== null && stability >= 0.8);
  });
});
