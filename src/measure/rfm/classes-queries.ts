/** Pieces of SQL: customers with what they ordered, as of one instant or two, and their classes. */
import type { HandleId } from "../../core/ids.ts";
import { type Sql, bound, instant, join, profileOf, sql } from "../../core/sql.ts";
import {
  DAY_MS,
  type FigureBasis,
  latestOrders,
  orderCounts,
  orderRevenue,
  refundCounts,
  refundRevenue,
} from "../basis/index.ts";
import { CELL_MAP, cellOf, type RfmCell } from "./cells.ts";
import type { Thresholds } from "./thresholds-contract.ts";

/** A square of the map is one number: the class of recency times this and that of frequency. */
export const SQUARE = 10;

/**
 * Rows (customer, last, orders, paid) of customers with an order that counts: the last order in
 * milliseconds, revenue net of refunds or NULL where no amount has a rate. With an earlier instant
 * also last_before, orders_before (0: no customer yet) and paid_before. With handles, only theirs.
 *
 * Orders are added up by handle first: handles are fewer, and only they are asked for their profile.
 */
export function buyers(basis: FigureBasis, before: number | null, handles?: readonly HandleId[]): Sql {
  const whose = handles ? sql`handle_id IN ${bound("Array(UInt64)", handles)}` : sql`1`;
  // Amounts without a rate are what makes a sum unknown: where all are of one currency, nothing is.
  const summed = (sum: Sql) => (basis.foreign ? sql`CAST(${sum}, 'Nullable(Decimal(38, 4))')` : sum);
  const known = basis.foreign ? sql`` : sql`assumeNotNull`;
  const paid = summed(sql`sum(amount)`);
  const earlier = sql`at < ${instant(before ?? 0)}`;
  const then = (pieces: Sql) => (before === null ? sql`` : pieces);
  const paidThen = summed(sql`sumIf(amount, ${earlier})`);
  return sql`SELECT ${profileOf(sql`handle`)} AS customer, toUnixTimestamp64Milli(max(latest)) AS last,
      toUInt32(sum(n)) AS orders, sum(brought) AS paid
      ${then(sql`, toUnixTimestamp64Milli(max(latest_then)) AS last_before, toUInt32(sum(n_then)) AS orders_before,
        sum(brought_then) AS paid_before`)}
    FROM (
      SELECT handle_id AS handle, max(at) AS latest, count() AS n, ${paid} AS brought
        ${then(sql`, maxIf(at, ${earlier}) AS latest_then, countIf(${earlier}) AS n_then, ${paidThen} AS brought_then`)}
      FROM (SELECT handle_id, at, ${known}(${orderRevenue(basis)}) AS amount
        FROM ${latestOrders(basis)} WHERE ${orderCounts(basis)} AND anonymous = 0 AND ${whose})
      GROUP BY handle_id
      UNION ALL
      SELECT handle_id AS handle, toDateTime64(0, 3, 'UTC') AS latest, 0 AS n, ${paid} AS brought
        ${then(sql`, toDateTime64(0, 3, 'UTC') AS latest_then, 0 AS n_then, ${paidThen} AS brought_then`)}
      FROM (SELECT handle_id, at, ${known}(-(${refundRevenue(basis)})) AS amount
        FROM refund FINAL WHERE ${refundCounts(basis)} AND anonymous = 0 AND ${whose})
      GROUP BY handle_id)
    GROUP BY customer HAVING orders > 0`;
}

/** Columns of {@link buyers} as of an instant. */
export type Columns = { readonly last: Sql; readonly orders: Sql; readonly paid: Sql };

/** The columns of now. */
export const NOW: Columns = { last: sql`last`, orders: sql`orders`, paid: sql`paid` };

/** The columns of the earlier instant. */
export const BEFORE: Columns = {
  last: sql`last_before`,
  orders: sql`orders_before`,
  paid: sql`paid_before`,
};

const plus = (conditions: readonly Sql[]) => sql`toUInt8(1 + ${join(conditions, " + ")})`;

/** The class of recency, 1 to 5. */
export function recencySql({ last }: Columns, asOf: number, { recency }: Thresholds): Sql {
  return plus(recency.map((days) => sql`(${last} >= ${asOf - days * DAY_MS})`));
}

/** The class of frequency, 1 to 5. */
export function frequencySql({ orders }: Columns, { frequency }: Thresholds): Sql {
  return plus(frequency.map((least) => sql`(${orders} >= ${least})`));
}

/** The square of the map: the class of recency times ten and that of frequency. */
export function squareSql(columns: Columns, asOf: number, thresholds: Thresholds): Sql {
  return sql`toUInt8(${recencySql(columns, asOf, thresholds)} * ${SQUARE} + ${frequencySql(columns, thresholds)})`;
}

/** The class of monetary value, 1 to 5; 0 where the value is not known. */
export function monetarySql({ paid }: Columns, { monetary }: Thresholds): Sql {
  const reached = monetary.map((least) => sql`(ifNull(${paid}, 0) >= ${amount(least)})`);
  return sql`if(${paid} IS NULL, 0, ${plus(reached)})`;
}

/** The kind of buyer, by its number: 0 repeat, 1 one order of a high value, 2 of a low one. */
export function kindSql({ orders, paid }: Columns, { oneTime }: Thresholds): Sql {
  return sql`multiIf(${orders} > 1, 0, ifNull(${paid} >= ${amount(oneTime)}, 0), 1, 2)`;
}

function amount(text: string): Sql {
  return sql`${bound("Decimal(18, 4)", text)}`;
}

/** The name of the square that a number stands for. */
export function cellOfSquare(square: number): RfmCell {
  return cellOf(Math.floor(square / SQUARE), square % SQUARE);
}

/** The squares that have this name, as numbers. */
export function squaresOf(cell: RfmCell): number[] {
  return CELL_MAP.flatMap((line, r) =>
    line.flatMap((name, f) => (name === cell ? [(r + 1) * SQUARE + f + 1] : [])),
  );
}
