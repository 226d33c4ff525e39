import type { Facts } from "../../core/facts.ts";
import { instant, join, sql } from "../../core/sql.ts";
import type { FigureBasis } from "../basis/index.ts";
import { DAY_MS, movements } from "../basis/index.ts";

/** Customers by the length of their active life so far, and whether it is over. */
export type Life = { readonly days: number; readonly over: boolean; readonly customers: number };

/** What is asked of customers as of one instant. */
export type LivesThen = {
  readonly lives: Life[];
  /** Who ordered in the 365 days before the instant. */
  readonly buyers: number;
  /** Decimal text, of each such part of it: what was paid in them, net of refunds. */
  readonly paid: string[];
};

/** Years before the data would take longer to ask for than anybody waits. */
const PATIENT = { timeout: 120 } as const;

/**
 * As of each of the instants: the lives of customers, from the first order until they were no longer
 * active (the last order and the window) or until the instant; and what the 365 days before it
 * brought. Customers who may have been there before the data begins are in no life: nobody knows when
 * theirs began.
 */
export async function livesAt(
  facts: Facts,
  basis: FigureBasis,
  instants: readonly number[],
): Promise<LivesThen[]> {
  const each = (of: (end: number) => ReturnType<typeof sql>) => sql`[${join(instants.map(of))}]`;
  const year = (end: number) => sql`at >= ${instant(end - 365 * DAY_MS)} AND at < ${instant(end)}`;
  const rows = await facts.query<{
    k: number;
    counted: number;
    over: number;
    days: number;
    customers: string;
    buyers: string;
    paid: string;
  }>(
    sql`
    WITH customers AS (
      SELECT toUnixTimestamp64Milli(minIf(at, bought)) AS first, max(bought) AS is_buyer,
        ${each((end) => sql`toUnixTimestamp64Milli(maxIf(at, bought AND at < ${instant(end)}))`)} AS lasts,
        ${each((end) => sql`countIf(bought AND ${year(end)}) > 0`)} AS ordered,
        ${each((end) => sql`ifNull(sumIf(moved.revenue, ${year(end)}), 0)`)} AS sums
      FROM (${movements(basis)}) AS moved GROUP BY customer)
    SELECT k, is_buyer AND if(first < ${basis.shownFrom ?? 0}, 0, first < end) AS counted,
      counted AND last + ${basis.window.days * DAY_MS} <= end AS over,
      toUInt32(if(counted, intDiv(if(over, last + ${basis.window.days * DAY_MS}, end) - first, ${DAY_MS}), 0)) AS days,
      count() AS customers, sum(has_ordered) AS buyers, toString(sum(brought)) AS paid
    FROM customers ARRAY JOIN range(toUInt16(${instants.length})) AS k, lasts AS last, ordered AS has_ordered,
      sums AS brought, ${each((end) => sql`${end}`)} AS end
    GROUP BY k, counted, over, days ORDER BY k, days, over LIMIT 500000`,
    PATIENT,
  );
  return instants.map((_, index) => {
    const here = rows.filter((row) => row.k === index);
    return {
      lives: here
        .filter((row) => row.counted === 1)
        .map((row) => ({ days: row.days, over: row.over === 1, customers: Number(row.customers) })),
      buyers: here.reduce((sum, row) => sum + Number(row.buyers), 0),
      paid: here.map((row) => row.paid),
    };
  });
}
