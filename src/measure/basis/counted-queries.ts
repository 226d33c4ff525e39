/** Pieces of SQL that every figure is made of: which orders and refunds count, and at what value. */
import type { HandleId } from "../../core/ids.ts";
import { type Sql, bound, instant, join, profileOf, sql } from "../../core/sql.ts";
import type { FigureBasis } from "./basis.ts";
import type { Dimension } from "./contract.ts";

const IN_ITEMS: ReadonlySet<Dimension | undefined> = new Set(["product", "category"] as const);

/**
 * Where orders are read from, each in its latest version: the narrow table of what figures ask for;
 * where they are selected or told apart by what lies in their items, the orders themselves.
 */
export function latestOrders({ dimension }: FigureBasis, by?: Dimension): Sql {
  return IN_ITEMS.has(dimension?.name) || IN_ITEMS.has(by) ? sql`\`order\` FINAL` : sql`order_figure FINAL`;
}

/** The conditions on a row of {@link latestOrders}. */
export function orderCounts(basis: FigureBasis): Sql {
  return sql`status = 'paid' AND at < ${instant(basis.asOf)} AND ${trusted(basis)} AND ${orderSelected(basis)}`;
}

/** The conditions on a row of `refund`. */
export function refundCounts(basis: FigureBasis): Sql {
  return sql`status = 'paid' AND at < ${instant(basis.asOf)} AND ${trusted(basis)} AND ${refundSelected(basis)}`;
}

/** The condition on a row's trust. */
export function trusted(basis: FigureBasis): Sql {
  return basis.countsClaimed ? sql`1` : sql`trust = 'trusted'`;
}

/** The condition on an order of the dimension and of the customers that the basis is held to. */
export function orderSelected(basis: FigureBasis): Sql {
  return sql`${inDimension(basis)} AND ${isMember(basis)}`;
}

/** By the profile that a row's handle belongs to now. Who is not known is in no set. */
function isMember({ who }: FigureBasis): Sql {
  if (who.length === 0) return sql`1`;
  const each = who.map(({ members }) => sql`${profileOf(sql`handle_id`)} IN (${members})`);
  return sql`anonymous = 0 AND ${join(each, " AND ")}`;
}

function inDimension(basis: FigureBasis): Sql {
  if (basis.dimension?.name !== "discount") return selected(basis);
  const wanted = basis.dimension.value === "yes";
  return sql`(coupon != '' OR discount > 0) = ${wanted}`;
}

/** Refunds carry no discount of their own: theirs is their order's. */
function refundSelected(basis: FigureBasis): Sql {
  return sql`${refundInDimension(basis)} AND ${isMember(basis)}`;
}

function refundInDimension(basis: FigureBasis): Sql {
  if (basis.dimension?.name !== "discount") return selected(basis);
  return sql`(shop, order_id) IN (SELECT shop, order_id FROM ${latestOrders(basis)} WHERE ${orderCounts(basis)})`;
}

function selected({ dimension }: FigureBasis): Sql {
  if (!dimension) return sql`1`;
  switch (dimension.name) {
    case "country":
      return sql`country = ${dimension.value}`;
    case "channel":
      return sql`channel = ${dimension.value}`;
    case "source":
      return sql`toString(source_id) = ${dimension.value}`;
    case "product":
      return sql`has(items.product_id, ${dimension.value})`;
    case "category":
      return sql`has(items.category, ${dimension.value})`;
    case "discount":
      return sql`1`;
  }
}

/** An amount of the row in the workspace's currency, to four places; NULL where no rate is known. */
export function converted(basis: FigureBasis, amount: Sql): Sql {
  if (!basis.foreign) return sql`toNullable(${amount})`;
  const latestFirst = basis.rates.toSorted((left, right) => right.from - left.from);
  const currencies = bound(
    "Array(String)",
    latestFirst.map((rate) => rate.currency),
  );
  const starts = bound(
    "Array(Float64)",
    latestFirst.map((rate) => rate.from),
  );
  const rates = bound(
    "Array(String)",
    latestFirst.map((rate) => rate.rate),
  );
  const rate = sql`toDecimal128OrNull(${rates}[arrayFirstIndex(
    (foreign, start) -> foreign = currency AND start <= toUnixTimestamp64Milli(at), ${currencies}, ${starts})], 12)`;
  return sql`if(currency IN ('', ${basis.currency}), toNullable(toDecimal128(${amount}, 4)),
    toDecimal128(round(toDecimal128(${amount}, 4) * ${rate}, 4), 4))`;
}

/** What the workspace calls revenue of an order, converted. */
export function orderRevenue(basis: FigureBasis): Sql {
  const { deductDiscounts, includeShipping, includeTax } = basis.revenue;
  const discount = deductDiscounts ? sql` - discount` : sql``;
  return converted(basis, sql`(gross${discount}${extras(includeShipping, includeTax)})`);
}

/** By how much a refund lowers revenue, converted. */
export function refundRevenue(basis: FigureBasis): Sql {
  const { deductRefunds, includeShipping, includeTax } = basis.revenue;
  if (!deductRefunds) return sql`toNullable(toDecimal64(0, 4))`;
  return converted(basis, sql`(goods${extras(includeShipping, includeTax)})`);
}

function extras(shipping: boolean, tax: boolean): Sql {
  return sql`${shipping ? sql` + shipping` : sql``}${tax ? sql` + tax` : sql``}`;
}

/** Rows (customer, at) of the orders of customers that are known. */
export function purchases(basis: FigureBasis): Sql {
  return sql`SELECT ${profileOf(sql`handle_id`)} AS customer, at
    FROM ${latestOrders(basis)} WHERE ${orderCounts(basis)} AND anonymous = 0`;
}

/**
 * Rows (customer, at, revenue, bought): orders with bought 1, and refunds with revenue below 0 and
 * bought 0. With handles, only theirs.
 */
export function movements(basis: FigureBasis, handles?: readonly HandleId[]): Sql {
  const whose = handles ? sql`handle_id IN ${bound("Array(UInt64)", handles)}` : sql`1`;
  return sql`SELECT ${profileOf(sql`handle_id`)} AS customer, at,
      CAST(${orderRevenue(basis)}, 'Nullable(Decimal(38, 4))') AS revenue, 1 AS bought
    FROM ${latestOrders(basis)} WHERE ${orderCounts(basis)} AND anonymous = 0 AND ${whose}
    UNION ALL
    SELECT ${profileOf(sql`handle_id`)} AS customer, at,
      CAST(-(${refundRevenue(basis)}), 'Nullable(Decimal(38, 4))') AS revenue, 0 AS bought
    FROM refund FINAL WHERE ${refundCounts(basis)} AND anonymous = 0 AND ${whose}`;
}

/** Up to so many boundaries, comparing with each takes less than a search among them. */
const FEW = 64;

/** How many of the ascending instants (in milliseconds) are not after a time in milliseconds. */
export function passed(time: Sql, instants: readonly number[]): Sql {
  if (instants.length === 0) return sql`0`;
  if (instants.length <= FEW) {
    return sql`toUInt8(${join(
      instants.map((instant) => sql`(${time} >= ${instant})`),
      " + ",
    )})`;
  }
  const marks = bound("Array(UInt64)", [0, ...instants]);
  const indices = bound(
    "Array(UInt64)",
    [0, ...instants].map((_, index) => index),
  );
  return sql`transform(roundDown(toUInt64(${time}), ${marks}), ${marks}, ${indices}, toUInt64(0))`;
}

/**
 * In which of the spans an instant lies: 0 before the first, then 1, 2, …; past the last boundary
 * one more. Boundaries in milliseconds, ascending.
 */
export function spanIndex(at: Sql, boundaries: readonly number[]): Sql {
  return sql`toUInt16(${passed(sql`toUnixTimestamp64Milli(${at})`, boundaries)})`;
}
