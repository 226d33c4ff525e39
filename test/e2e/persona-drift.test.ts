/** How personas change over the months: runs at several instants over the simulator's shop, held against SQL. */
import { beforeAll, expect, test } from "vitest";
import { workOffDemo } from "../../src/collect/demo/jobs.ts";
import { beginDemo } from "../../src/collect/demo/queries.ts";
import { DAY_MS } from "../../src/core/calendar.ts";
import { instant, profileOf, sql } from "../../src/core/sql.ts";
import { countedRows } from "../../src/measure/basis/index.ts";
import { drainInbox } from "../../src/pipeline.ts";
import type { PersonaAnswer } from "../../src/profile/personas/contract.ts";
import { workOffPersonas } from "../../src/profile/personas/jobs.ts";
import { askForRun } from "../../src/profile/personas/runs-store.ts";
import { undoHooks } from "../../src/undo-hooks.ts";
import { type TestApp, testApp } from "../kit/app.ts";

const MONTHS_AGO = [95, 64, 33, 31, 0];
let tenure: TestApp;
let end: number;

async function lookAt(now: number): Promise<void> {
  const { context } = tenure;
  context.clock.advance(now - context.clock.now());
  await askForRun(context.state, "test", now);
  await workOffPersonas(context, countedRows, new AbortController().signal);
}

async function driftOf(id: string): Promise<PersonaAnswer["drift"]> {
  const answer = await tenure.app.inject({ url: `/api/v1/personas/${id}`, headers: tenure.owner });
  expect(answer.statusCode).toBe(200);
  return (answer.json() as PersonaAnswer).drift;
}

beforeAll(async () => {
  tenure = await testApp();
  const { context } = tenure;
  end = context.clock.now();
  await beginDemo(context.state, { customers: 400, seed: 5, currency: "EUR", endsAt: end, now: end });
  await workOffDemo(context, undoHooks, new AbortController().signal);
  await drainInbox(context);
  for (const days of MONTHS_AGO) await lookAt(end - days * DAY_MS);
}, 300_000);

test("each month is told by its last run, as customers were then", async () => {
  const instants = [95, 64, 31, 0].map((days) => end - days * DAY_MS);
  const drift = await driftOf("repeat");
  expect(drift.map(({ at }) => at)).toEqual(instants.map((at) => new Date(at).toISOString()));
  for (const [nth, { customers, revenue, share }] of drift.entries()) {
    const at = instant(instants[nth] ?? 0);
    const [own] = await tenure.context.facts.query<{ repeat: string; revenue: string; all: string }>(sql`
      SELECT countIf(orders > 1) AS repeat, sumIf(paid - given.back, orders > 1) AS revenue, count() AS all
      FROM (
        SELECT customer, sum(bought) AS orders, sum(value) AS paid FROM (
          SELECT ${profileOf(sql`handle_id`)} AS customer, 1 AS bought, gross - discount AS value
          FROM \`order\` FINAL WHERE status = 'paid' AND anonymous = 0 AND at < ${at}
          UNION ALL SELECT ${profileOf(sql`handle_id`)}, 0, 0 FROM event
          WHERE at <= ${at} AND (kind IN ('page', 'screen') OR (kind = 'track' AND device != '' AND name NOT LIKE 'Order %')))
        GROUP BY customer) AS did
      LEFT JOIN (SELECT ${profileOf(sql`handle_id`)} AS customer, sum(goods) AS back FROM refund FINAL
        WHERE status = 'paid' AND anonymous = 0 AND at < ${at} GROUP BY customer) AS given USING (customer)`);
    expect(customers).toBe(Number(own?.repeat));
    expect(revenue).toBeCloseTo(Number(own?.revenue), 2);
    expect(share).toBeCloseTo(Number(own?.repeat) / Number(own?.all), 9);
  }
  expect(drift.at(-1)?.customers).toBeGreaterThan(drift[0]?.customers ?? 0);
});

test("the parts of the six add up in every month", async () => {
  const six = ["bounced", "browser", "abandoner", "once_low", "once_high", "repeat"];
  const drifts = await Promise.all(six.map(driftOf));
  for (const nth of [0, 1, 2, 3]) {
    expect(drifts.reduce((sum, drift) => sum + (drift[nth]?.share ?? 0), 0)).toBeCloseTo(1, 9);
  }
});

test("a run over data that ended stands in the month that it tells of, once", async () => {
  await lookAt(end + 70 * DAY_MS);
  await lookAt(end + 110 * DAY_MS);
  const drift = await driftOf("repeat");
  const months = drift.map(({ at }) => at.slice(0, 7));
  expect(months).toEqual([...new Set(months)]);
});
