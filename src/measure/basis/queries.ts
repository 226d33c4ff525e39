import type { Facts } from "../../core/facts.ts";
import { instant, profileOf, sql } from "../../core/sql.ts";
import type { FigureBasis } from "./basis.ts";
import { DAY_MS } from "../../core/calendar.ts";
import { latestOrders, orderCounts, purchases, spanIndex } from "./counted-queries.ts";

/** Paid orders before an instant, by what decides whether and how they count. */
export type SurveyRow = {
  readonly trust: "claimed" | "trusted";
  readonly currency: string;
  readonly anonymous: number;
  readonly orders: number;
  /** Milliseconds. */
  readonly first: number;
  readonly last: number;
  /** When the first of them was heard of. */
  readonly heard: number;
  /** Of the orders' versions and receipts: another as soon as one of them is. */
  readonly versions: string;
};

// Sums: cheap, and another whenever an order is, but for chance.
const VERSIONS = sql`concat(toString(sum(version)), ' ', toString(sum(toUnixTimestamp64Milli(received_at))))`;

/** Which orders there are. */
export async function surveyOrders(facts: Facts, asOf: number): Promise<SurveyRow[]> {
  const rows = await facts.query<Record<keyof SurveyRow, string | number>>(sql`
    SELECT trust, currency, anonymous, count() AS orders,
      toUnixTimestamp64Milli(min(at)) AS first, toUnixTimestamp64Milli(max(at)) AS last,
      toUnixTimestamp64Milli(min(received_at)) AS heard,
      ${VERSIONS} AS versions
    FROM order_figure FINAL WHERE status = 'paid' AND at < ${instant(asOf)}
    GROUP BY trust, currency, anonymous ORDER BY orders DESC LIMIT 1000`);
  return rows.map((row) => ({
    trust: row.trust === "trusted" ? "trusted" : "claimed",
    currency: String(row.currency),
    anonymous: Number(row.anonymous),
    orders: Number(row.orders),
    first: Number(row.first),
    last: Number(row.last),
    heard: Number(row.heard),
    versions: String(row.versions),
  }));
}

/** Refunds that count, by their currency. */
export type RefundSurvey = { readonly currency: string; readonly refunds: number; readonly versions: string };

/** Which refunds there are. */
export async function surveyRefunds(
  facts: Facts,
  asOf: number,
  countsClaimed: boolean,
): Promise<RefundSurvey[]> {
  const rows = await facts.query<Record<keyof RefundSurvey, string>>(sql`
    SELECT currency, count() AS refunds, ${VERSIONS} AS versions FROM refund FINAL
    WHERE status = 'paid' AND at < ${instant(asOf)} AND (${countsClaimed} OR trust = 'trusted')
    GROUP BY currency ORDER BY refunds DESC LIMIT 1000`);
  return rows.map((row) => ({ ...row, refunds: Number(row.refunds) }));
}

/**
 * How often handles were ever moved, by merges and their undoing, and a mark of where they are now: by
 * the alias rows, and by the maps that questions use, which are loaded up to a second later.
 */
export async function surveyMoved(facts: Facts): Promise<{ moved: number; mark: string }> {
  const [row] = await facts.query<{ moved: string; mark: string }>(sql`
    SELECT count() AS moved, concat(toString(sum(version)), ' ', (
        SELECT concat(toString(max(last_successful_update_time)), ' ', toString(sum(element_count)))
        FROM system.dictionaries WHERE database = currentDatabase() AND name IN ('profile_of', 'profile_moved'))) AS mark
    FROM alias`);
  return { moved: Number(row?.moved ?? 0), mark: row?.mark ?? "" };
}

/** Orders whose currency had no rate on their day, by currency. */
export async function ordersWithoutRate(facts: Facts, basis: FigureBasis): Promise<Map<string, number>> {
  const known = basis.rates.map((rate) => sql`currency = ${rate.currency} AND at >= ${instant(rate.from)}`);
  const covered = known.reduce(
    (all, one) => sql`${all} OR (${one})`,
    sql`currency IN ('', ${basis.currency})`,
  );
  const rows = await facts.query<{ currency: string; orders: string }>(sql`
    SELECT currency, count() AS orders FROM ${latestOrders(basis)}
    WHERE ${orderCounts(basis)} AND NOT (${covered})
    GROUP BY currency ORDER BY orders DESC LIMIT 200`);
  return new Map(rows.map((row) => [row.currency, Number(row.orders)]));
}

/** What the gaps between orders of the same customer say; days of 24 hours. */
export type GapFigures = {
  readonly gaps: number;
  readonly medianDays: number | null;
  readonly p90Days: number | null;
  readonly repeatCustomers: number;
  /** Repeat customers who pay the same amount every month, every year. */
  readonly monthly: number;
  readonly yearly: number;
};

/** Ten million orders take a few seconds, and more on a busy machine. */
const PATIENCE_SECONDS = 120;

/**
 * Gaps of all customers. Subscription-like is who has one amount only and no gap but of 27 to 32 days
 * (three orders or more), or of 358 to 372 (two or more).
 */
export async function gapFigures(facts: Facts, basis: FigureBasis): Promise<GapFigures> {
  const [row] = await facts.query<Record<string, string | number | null>>(
    sql`
    WITH customers AS (
      SELECT arrayPopFront(arrayDifference(arraySort(groupArray(toUnixTimestamp64Milli(at))))) AS gaps,
        min(total) = max(total) AS steady
      FROM (SELECT ${profileOf(sql`handle_id`)} AS customer, at, total
        FROM ${latestOrders(basis)} WHERE ${orderCounts(basis)} AND anonymous = 0)
      GROUP BY customer HAVING length(gaps) > 0)
    SELECT sum(length(gaps)) AS gap_count, count() AS repeaters,
      quantilesExactArray(0.5, 0.9)(gaps) AS quantiles,
      quantiles[1] / ${DAY_MS} AS median, quantiles[2] / ${DAY_MS} AS p90,
      countIf(steady AND length(gaps) > 1 AND arrayAll(gap -> gap BETWEEN ${27 * DAY_MS} AND ${32 * DAY_MS}, gaps)) AS monthly,
      countIf(steady AND arrayAll(gap -> gap BETWEEN ${358 * DAY_MS} AND ${372 * DAY_MS}, gaps)) AS yearly
    FROM customers`,
    // Every figure waits for these, and they are kept: given up, they would be asked for again and again.
    { timeout: PATIENCE_SECONDS },
  );
  const gaps = Number(row?.gap_count ?? 0);
  return {
    gaps,
    medianDays: gaps > 0 ? Number(row?.median) : null,
    p90Days: gaps > 0 ? Number(row?.p90) : null,
    repeatCustomers: Number(row?.repeaters ?? 0),
    monthly: Number(row?.monthly ?? 0),
    yearly: Number(row?.yearly ?? 0),
  };
}

/** Customers by the stretch in which they ordered first: stretches between ascending instants. */
export async function firstOrdersBetween(
  facts: Facts,
  basis: FigureBasis,
  instants: readonly number[],
): Promise<number[]> {
  const rows = await facts.query<{ stretch: number; customers: string }>(sql`
    SELECT ${spanIndex(sql`first`, instants)} AS stretch, count() AS customers
    FROM (SELECT customer, min(at) AS first FROM (${purchases(basis)}) GROUP BY customer)
    GROUP BY stretch ORDER BY stretch LIMIT 100`);
  const counts = instants.slice(1).map(() => 0);
  for (const row of rows) {
    if (row.stretch > 0 && row.stretch < instants.length) counts[row.stretch - 1] = Number(row.customers);
  }
  return counts;
}
