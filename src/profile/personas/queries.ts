/** What every customer with behaviour did so far: one row each, from the events and the orders that count. */
import type { CountedRows } from "../../core/counted-rows-port.ts";
import type { Facts } from "../../core/facts.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import { bound, join, sql, type Sql } from "../../core/sql.ts";
import { LONG, moments, type Vocabulary } from "./moments-queries.ts";
import { priceLevels } from "./price-queries.ts";

/** What one customer did. Times in milliseconds, revenue in the workspace's currency. */
export type BehaviourRow = {
  readonly id: string;
  readonly visits: number;
  readonly views: number;
  readonly looks: number;
  readonly carts: number;
  readonly orders: number;
  readonly revenue: number;
  readonly lines: number;
  readonly discounted: number;
  readonly refunds: number;
  readonly refunded: number;
  readonly firstAt: number;
  readonly lastOrderAt: number;
  readonly gapDays: number | null;
  /** Where they buy within the prices of a category, from 0 to 1; null where too little is known. */
  readonly priceLevel: number | null;
  readonly hours: readonly number[];
  /** Monday first. */
  readonly days: readonly number[];
  readonly phone: number;
  readonly tablet: number;
  readonly desktop: number;
  readonly app: number;
  /** In the vocabulary's order. */
  readonly channels: readonly number[];
  readonly viewedCategories: readonly number[];
  readonly boughtCategories: readonly number[];
  /** Places in the vocabulary, from 1. */
  readonly viewedProducts: readonly number[];
  readonly boughtProducts: readonly number[];
  readonly country: string;
  readonly language: string;
};

/** Which of the customers: those whose hash leaves this rest. */
export type Part = { readonly rest: number; readonly of: number };

/** Events of the cart and the checkout. */
export const CARTS = [
  "Product Added",
  "Cart Viewed",
  "Checkout Started",
  "Checkout Step Viewed",
  "Checkout Step Completed",
  "Payment Info Entered",
];
/** Without anything for so long, a visit is over. */
export const VISIT_ENDS_MS = 1_800_000;
const DAY_MS = 86_400_000;

/** Some customers, with all their handles. */
export type Only = { readonly profiles: readonly ProfileId[]; readonly handles: readonly HandleId[] };

/** Streams the customers of a part, a row each; or only some of them. */
export function behaviour(
  facts: Facts,
  rows: CountedRows,
  vocabulary: Vocabulary,
  { now, part, only, signal }: { now: number; part: Part; only?: Only; signal?: AbortSignal },
): AsyncIterable<BehaviourRow[]> {
  const { channels, categories, products } = vocabulary;
  const ids = bound(
    "Array(String)",
    products.map(({ id }) => id),
  );
  const places = sql`arrayFilter(place -> place > 0, arrayMap(product -> toUInt8(indexOf(${ids}, product)), products))`;
  const ofPart = only
    ? sql`customer IN ${bound("Array(UInt64)", only.profiles)}`
    : sql`sipHash64(customer) % ${part.of} = ${part.rest}`;
  const countOf = (values: readonly string[], one: (value: string) => Sql): Sql =>
    values.length === 0 ? sql`CAST([], 'Array(UInt64)')` : sql`[${join(values.map(one))}]`;
  const inCategory = (bought: number) => (category: string) =>
    sql`sumIf(countEqual(categories, ${category}), bought = ${bought})`;
  return facts.stream<BehaviourRow>(
    sql`
    SELECT toString(customer) AS id, *  EXCEPT (customer, moments_at, orders_at, hour_codes, day_codes, level, known_lines),
      toFloat64(length(arrayFilter(gap -> gap > ${VISIT_ENDS_MS}, arrayDifference(arraySort(moments_at)))) + 1) AS visits,
      if(length(orders_at) < 2, NULL, arrayReduce('median', arrayPopFront(arrayDifference(arraySort(orders_at)))) / ${DAY_MS}) AS gapDays,
      arrayMap(hour -> toUInt32(countEqual(hour_codes, hour)), range(24)) AS hours,
      arrayMap(day -> toUInt32(countEqual(day_codes, day)), range(1, 8)) AS days,
      toUInt32(given.refunds) AS refunds, toFloat64(given.refunded) AS refunded,
      if(priced.known_lines = 0, NULL, toFloat64(priced.level)) AS priceLevel
    FROM (
      SELECT customer, groupArray(toUnixTimestamp64Milli(at)) AS moments_at,
        groupArrayIf(toUnixTimestamp64Milli(at), bought = 1) AS orders_at,
        groupArray(toUInt8(toHour(at, ${rows.timeZone}))) AS hour_codes,
        groupArray(toUInt8(toDayOfWeek(at, 0, ${rows.timeZone}))) AS day_codes,
        toUInt32(countIf(kind IN ('page', 'screen'))) AS views, toUInt32(countIf(name = 'Product Viewed')) AS looks,
        toUInt32(countIf(name IN ${bound("Array(String)", CARTS)})) AS carts,
        toUInt32(countIf(bought = 1)) AS orders, toFloat64(sum(revenue)) AS revenue,
        toUInt32(sumIf(length(products), bought = 1)) AS lines, toUInt32(sum(discounted)) AS discounted,
        toFloat64(toUnixTimestamp64Milli(min(at))) AS firstAt,
        toFloat64(maxIf(toUnixTimestamp64Milli(at), bought = 1)) AS lastOrderAt,
        toUInt32(countIf(device = 'phone')) AS phone, toUInt32(countIf(device = 'tablet')) AS tablet,
        toUInt32(countIf(device = 'desktop')) AS desktop, toUInt32(countIf(kind = 'screen')) AS app,
        arrayMap(n -> toUInt32(n), ${countOf(channels, (channel) => sql`countIf(channel = ${channel})`)}) AS channels,
        arrayMap(n -> toUInt32(n), ${countOf(categories, inCategory(0))}) AS viewedCategories,
        arrayMap(n -> toUInt32(n), ${countOf(categories, inCategory(1))}) AS boughtCategories,
        groupUniqArrayArrayIf(${places}, bought = 0) AS viewedProducts,
        groupUniqArrayArrayIf(${places}, bought = 1) AS boughtProducts,
        argMaxIf(country, at, country != '') AS country, argMaxIf(language, at, language != '') AS language
      FROM (${moments(rows, now, only?.handles)}) WHERE ${ofPart}
      GROUP BY customer) AS did
    LEFT JOIN (
      SELECT customer, count() AS refunds, sum(ifNull(revenue, 0)) AS refunded
      FROM (${rows.refunds}) WHERE ${ofPart} GROUP BY customer) AS given USING (customer)
    LEFT JOIN (${priceLevels(rows, ofPart)}) AS priced USING (customer)`,
    { ...LONG, signal },
  );
}
