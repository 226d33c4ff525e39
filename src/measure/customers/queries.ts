import type { CustomerFigures, CustomerListQuestion, CustomerState } from "../../core/figures-port.ts";
import type { Facts } from "../../core/facts.ts";
import type { HandleId } from "../../core/ids.ts";
import { type Sql, bound, join, sql } from "../../core/sql.ts";
import { type FigureBasis, movements } from "../basis/index.ts";
import type { SetCondition } from "./set-queries.ts";
import { standing, tierOf, type TierThresholds } from "./standing-queries.ts";

/** One customer as the facts answer: times in milliseconds, money as text. */
export type StandingRow = {
  readonly id: number;
  readonly state: CustomerState;
  readonly tier: NonNullable<CustomerFigures["tier"]>;
  readonly orders: number;
  readonly revenue: string | null;
  readonly first: number;
  readonly last: number;
  readonly median: number | null;
};

const SORTS: Record<CustomerListQuestion["sort"], Sql> = {
  revenue: sql`paid`,
  orders: sql`orders`,
  lastOrderAt: sql`times[-1]`,
  firstOrderAt: sql`times[1]`,
};

/** Which customers, in which order, how many of them. */
export type Listing = Omit<CustomerListQuestion, "ids" | "states"> & {
  readonly states?: readonly CustomerState[];
  readonly ids?: readonly number[];
  /** Only rows of these handles are looked at: all handles of the customers wanted. */
  readonly handles?: readonly HandleId[];
  readonly set?: SetCondition;
};

/** From which historic value on a customer belongs to those who bring the top half, the top 80 %. */
export async function tierThresholds(facts: Facts, basis: FigureBasis): Promise<TierThresholds> {
  const [row] = await facts.query<TierThresholds>(sql`
    WITH values AS (
      SELECT arrayReverseSort(groupArray(value)) AS sorted, arrayCumSum(sorted) AS running, arraySum(sorted) AS whole
      FROM (SELECT toFloat64(ifNull(sum(revenue), 0)) AS value FROM (${movements(basis)})
        GROUP BY customer HAVING max(bought) AND value > 0))
    SELECT if(whole > 0, sorted[arrayFirstIndex(sum -> sum >= whole * 0.5, running)], 0) AS high,
      if(whole > 0, sorted[arrayFirstIndex(sum -> sum >= whole * 0.8 - 0.00001, running)], 0) AS medium
    FROM values`);
  // Where nobody has brought anything, nobody is of high value.
  return row && row.high > 0 ? row : { high: Number.MAX_VALUE, medium: Number.MAX_VALUE };
}

/** A page of customers with orders that count. */
export async function listStanding(
  facts: Facts,
  basis: FigureBasis,
  scale: { tiers: TierThresholds; groupP90Days: number },
  listing: Listing,
): Promise<StandingRow[]> {
  const sorted = sql`ORDER BY ${SORTS[listing.sort]} ${listing.descending ? sql`DESC` : sql`ASC`} NULLS LAST, customer`;
  const order = sql`${sorted} LIMIT ${listing.limit} OFFSET ${listing.offset}`;
  const wanted = listing.states;
  const rows = await facts.query<Record<keyof StandingRow, string | number | null>>(sql`
    ${customersWithTimes(basis, scale.tiers, listing)}
    SELECT customer AS id, orders, toString(paid) AS revenue, tier, first, last, state,
      if(empty(gaps), NULL, arrayReduce('quantileExact(0.5)', gaps)) AS median
    FROM (SELECT *, ${standing(basis, scale.groupP90Days)}
      FROM ${wanted ? sql`customers` : sql`(SELECT * FROM customers ${order})`})
    ${wanted ? sql`WHERE state IN ${bound("Array(String)", wanted)} ${order}` : sorted}`);
  return rows.map((row) => ({
    id: Number(row.id),
    state: row.state as CustomerState,
    tier: row.tier as StandingRow["tier"],
    orders: Number(row.orders),
    revenue: row.revenue === null ? null : String(row.revenue),
    first: Number(row.first),
    last: Number(row.last),
    median: row.median === null ? null : Number(row.median),
  }));
}

/** How many customers the same listing has in all. */
export async function countStanding(
  facts: Facts,
  basis: FigureBasis,
  scale: { tiers: TierThresholds; groupP90Days: number },
  listing: Listing,
): Promise<number> {
  const condition = listing.states
    ? sql`(SELECT ${standing(basis, scale.groupP90Days)} FROM customers)
        WHERE state IN ${bound("Array(String)", listing.states)}`
    : sql`customers`;
  const [row] = await facts.query<{ total: string }>(sql`
    ${customersWithTimes(basis, scale.tiers, listing)} SELECT count() AS total FROM ${condition}`);
  return Number(row?.total ?? 0);
}

/** The CTE `customers`: a customer a row, with orders, paid (revenue net of refunds), tier and times. */
export function customersWithTimes(
  basis: FigureBasis,
  tiers: TierThresholds,
  listing: Pick<Listing, "minOrders" | "ids" | "tiers" | "set" | "handles">,
): Sql {
  const having = [
    sql`orders > 0`,
    listing.minOrders === undefined ? null : sql`orders >= ${listing.minOrders}`,
    listing.ids ? sql`customer IN ${bound("Array(UInt64)", listing.ids)}` : null,
    listing.tiers ? sql`tier IN ${bound("Array(String)", listing.tiers)}` : null,
    listing.set ? listing.set.condition : null,
  ].filter((condition) => condition !== null);
  return sql`WITH customers AS (
    SELECT customer, toUInt32(sum(bought)) AS orders, sum(revenue) AS paid,
      ${tierOf(sql`paid`, tiers)} AS tier,
      arraySort(groupArrayIf(toUnixTimestamp64Milli(at), bought)) AS times
    FROM (${movements(basis, listing.handles)})
    GROUP BY customer HAVING ${join(having, " AND ")})`;
}
