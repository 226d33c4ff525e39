/** What customers did, on screens and in orders, and the workspace's words for it. */
import type { CountedRows } from "../../core/counted-rows-port.ts";
import type { Facts } from "../../core/facts.ts";
import type { HandleId } from "../../core/ids.ts";
import { bound, instant, profileOf, sql, type Sql } from "../../core/sql.ts";

/** What the rows are told by beside their numbers: the workspace's most usual values, the usual first. */
export type Vocabulary = {
  readonly channels: readonly string[];
  readonly categories: readonly string[];
  readonly products: readonly { readonly id: string; readonly name: string }[];
};

const MOST_CHANNELS = 8;
const MOST_CATEGORIES = 10;
const MOST_PRODUCTS = 40;
/** How a question that goes through all there is may be asked. */
export const LONG = { lane: "background", timeout: 1800 } as const;

/** Pages, screens and clicks of a device that people hold, up to the instant. */
export function onScreens(now: number): Sql {
  return sql`at <= ${instant(now)} AND (kind IN ('page', 'screen')
    OR (kind = 'track' AND device IN ('phone', 'tablet', 'desktop') AND NOT startsWith(name, 'Order ')))`;
}

/** Rows of what customers did: on screens, and the orders that count, wherever they were placed. With handles, only events of theirs. */
export function moments(rows: CountedRows, now: number, handles?: readonly HandleId[]): Sql {
  const whose = handles ? sql`handle_id IN ${bound("Array(UInt64)", handles)}` : sql`1`;
  return sql`
    SELECT ${profileOf(sql`handle_id`)} AS customer, at, 0 AS bought, toDecimal128(0, 4) AS revenue, 0 AS discounted,
      kind, name, device, channel, country, language, items.product_id AS products, items.category AS categories
    FROM event WHERE ${whose} AND (${onScreens(now)})
    UNION ALL
    SELECT customer, at, 1 AS bought, toDecimal128(ifNull(revenue, 0), 4) AS revenue, discounted,
      '' AS kind, '' AS name, '' AS device, channel, country, '' AS language, items.product_id AS products, items.category AS categories
    FROM (${rows.orders})`;
}

/** How much there is, to read at once or in parts; and the median of orders by customers with no other. */
export async function sizeUp(
  facts: Facts,
  rows: CountedRows,
  now: number,
): Promise<{ moments: number; customers: number; medianSingle: number }> {
  const [all] = await facts.query<{ moments: string; customers: string }>(
    sql`SELECT count() AS moments, uniq(customer) AS customers FROM (${moments(rows, now)})`,
    LONG,
  );
  const [single] = await facts.query<{ median: number | null }>(
    sql`SELECT if(count() = 0, NULL, quantileExact(0.5)(value)) AS median
      FROM (SELECT customer, toFloat64(sum(ifNull(revenue, 0))) AS value FROM (${rows.orders})
        GROUP BY customer HAVING count() = 1)`,
    LONG,
  );
  return {
    moments: Number(all?.moments ?? 0),
    customers: Number(all?.customers ?? 0),
    medianSingle: single?.median ?? 0,
  };
}

/** The workspace's most usual channels, categories and products. */
export async function readVocabulary(facts: Facts, rows: CountedRows, now: number): Promise<Vocabulary> {
  const all = moments(rows, now);
  const top = async (value: Sql, most: number): Promise<string[]> => {
    const found = await facts.query<{ value: string }>(
      sql`SELECT ${value} AS value, count() AS often FROM (${all}) WHERE value != ''
        GROUP BY value ORDER BY often DESC, value LIMIT ${most}`,
      LONG,
    );
    return found.map((row) => row.value);
  };
  const channels = await top(sql`channel`, MOST_CHANNELS);
  const categories = await top(sql`arrayJoin(categories)`, MOST_CATEGORIES);
  const ids = await top(sql`arrayJoin(products)`, MOST_PRODUCTS);
  const names = await facts.query<{ id: string; name: string }>(
    sql`SELECT item.1 AS id, argMax(item.2, length(item.2)) AS name
      FROM (SELECT arrayJoin(arrayZip(items.product_id, items.name)) AS item FROM (${rows.orders}))
      WHERE id IN ${bound("Array(String)", ids)} GROUP BY id`,
    LONG,
  );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return { channels, categories, products: ids.map((id) => ({ id, name: nameOf.get(id) || id })) };
}
