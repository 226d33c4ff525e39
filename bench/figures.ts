import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Facts } from "../src/core/facts.ts";
import { bound, sql } from "../src/core/sql.ts";
import type { Sql } from "../src/core/sql.ts";
import { migrateFacts, openChdb } from "../src/edges/facts/index.ts";
import { type FigureBasis, boundaries, spansOf } from "../src/measure/basis/index.ts";
import { cohortCounts } from "../src/measure/cohorts/queries.ts";
import { classCounts, classMoves, spreadOf } from "../src/measure/rfm/queries.ts";
import { reconcile } from "../src/measure/retention/index.ts";
import { type Bench, type Figure, withFolder } from "./kit.ts";

/** Events for each order: what the same questions would have to scan without tables of their own. */
const EVENTS_AN_ORDER = 5;
const RUNS = 3;
const FROM = Date.UTC(2023, 0, 1);
const DAYS = 730;

/** A customer for every ten orders, spread over two years. */
async function fill(facts: Facts, orders: number): Promise<void> {
  const customer = sql`toUInt64(1 + cityHash64(number) % ${bound("UInt64", Math.ceil(orders / 10))})`;
  const at = sql`addSeconds(toDateTime64(${FROM / 1000}, 3, 'UTC'), cityHash64(number, 7) % ${bound("UInt64", DAYS * 86_400)})`;
  const paid = sql`toDecimal64(5 + cityHash64(number, 3) % 200, 4)`;
  const options = { lane: "background", timeout: 600 } as const;
  await facts.command(
    sql`INSERT INTO \`order\` (shop, order_id, version, handle_id, anonymous, at, status, currency, gross, discount, shipping, tax, other, total, items, source_id, trust, message_id)
        SELECT 'main', toString(number), 1, ${customer}, 0, ${at}, 'paid', 'EUR', ${paid}, 0, 0, 0, 0, ${paid}, [], 1, 'trusted', ''
        FROM numbers(${bound("UInt64", orders)})`,
    options,
  );
  await facts.command(
    sql`INSERT INTO event (handle_id, at, received_at, message_id, kind, name, amount, source_id, trust)
        SELECT ${customer}, ${at}, ${at}, toString(number), 'track', if(number % ${EVENTS_AN_ORDER} = 0, 'Order Completed', 'Product Viewed'), ${paid}, 1, 'trusted'
        FROM numbers(${bound("UInt64", orders * EVENTS_AN_ORDER)})`,
    options,
  );
}

/** Monthly cohorts by a scan of the events, as an analyst would write it. */
const SCAN: Sql = sql`
  SELECT cohort, dateDiff('month', cohort, month) AS period, count() AS customers
  FROM (SELECT handle_id, arrayJoin(groupUniqArray(toStartOfMonth(at))) AS month FROM event
        WHERE name = 'Order Completed' GROUP BY handle_id) AS months
  JOIN (SELECT handle_id, min(toStartOfMonth(at)) AS cohort FROM event
        WHERE name = 'Order Completed' GROUP BY handle_id) AS firsts USING handle_id
  GROUP BY cohort, period`;

/** RFM by a scan of the events, as an analyst would write it: fifths, and how many are in each class. */
const RFM_SCAN: Sql = sql`
  WITH customers AS (SELECT handle_id, max(at) AS last, count() AS orders, sum(amount) AS paid FROM event
      WHERE name = 'Order Completed' GROUP BY handle_id),
    fifths AS (SELECT quantilesExact(0.2, 0.4, 0.6, 0.8)(last) AS lasts, quantilesExact(0.2, 0.4, 0.6, 0.8)(paid) AS sums
      FROM customers)
  SELECT arrayCount(mark -> last >= mark, (SELECT lasts FROM fifths)) AS r, least(orders, 10) AS f,
    arrayCount(mark -> paid >= mark, (SELECT sums FROM fifths)) AS m, count() AS n
  FROM customers GROUP BY r, f, m`;

/** A month before the end. */
const MONTH_BEFORE = FROM + (DAYS - 30) * 86_400_000;

const RFM_SCALE = {
  thresholds: {
    recency: [20, 60, 150, 300],
    frequency: [2, 3, 5, 10],
    monetary: ["400", "800", "1200", "1600"],
    oneTime: "100",
  },
  tiers: { high: 1500, medium: 900 },
};

const basis = (orders: number): FigureBasis => ({
  timeZone: "UTC",
  firstWeekday: 1,
  asOf: FROM + DAYS * 86_400_000,
  currency: "EUR",
  revenue: { includeTax: false, includeShipping: false, deductDiscounts: true, deductRefunds: true },
  window: { days: 90, chosenBy: "data" },
  rates: [],
  foreign: false,
  countsClaimed: false,
  dimension: null,
  who: [],
  dataFrom: FROM,
  firstHeard: null,
  shownFrom: null,
  amount: { asOf: FROM + DAYS * 86_400_000, orders, refunds: 0, moved: 0, mark: "" },
  notes: [],
});

/** The least processor time of some runs, in milliseconds: of all cores, whoever else is on the machine. */
async function best(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Waits until the engine has merged what was just filled in: its work would be counted as the question's. */
async function settled(facts: Facts): Promise<void> {
  for (;;) {
    const [row] = await facts.query<{ merges: string }>(sql`SELECT count() AS merges FROM system.merges`);
    if (Number(row?.merges) === 0) return;
    await pause(500);
  }
}

/** Cohorts and the reconciliation from the table of orders, beside a scan of all events. */
export const figures: Bench = {
  name: "figures",
  run: ({ rows }) =>
    withFolder(async (folder) => {
      const facts = await openChdb({ path: join(folder, "facts") });
      try {
        await migrateFacts(facts, { database: "tenure" });
        await fill(facts, rows);
        await settled(facts);
        const scan = await best(() => facts.query(SCAN));
        const asked = basis(rows);
        const spans = spansOf({ from: "2023-01-01", to: "2024-12-31" }, "month", asked, asked.asOf);
        const starts = boundaries(spans, asked.asOf);
        const note = `${rows} orders, ${rows * EVENTS_AN_ORDER} events; a scan of the events: ${Math.round(scan)} ms; processor time`;
        const line = (name: string, figure: number, beside = scan): Figure => ({
          name,
          figure,
          unit: "ms",
          budget: beside / 4,
          better: "less",
          note,
        });
        const moves = { now: RFM_SCALE, before: RFM_SCALE };
        const rfm = await best(() => facts.query(RFM_SCAN));
        return [
          line("monthly cohorts", await best(() => cohortCounts(facts, asked, starts))),
          line("reconciliation of 24 months", await best(() => reconcile(facts, asked, spans))),
          line("RFM classes", await best(() => classCounts(facts, asked, RFM_SCALE)), rfm),
          line("RFM thresholds", await best(() => spreadOf(facts, asked)), rfm),
          line("RFM moves in a month", await best(() => classMoves(facts, asked, MONTH_BEFORE, moves)), rfm),
        ];
      } finally {
        await facts.close();
      }
    }),
};
