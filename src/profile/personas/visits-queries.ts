/** Where visits land and end: one row for each customer who was on a page or screen. */
import type { Facts } from "../../core/facts.ts";
import { bound, instant, profileOf, sql, type Sql } from "../../core/sql.ts";
import { LONG, onScreens } from "./moments-queries.ts";
import { CARTS, type Part, VISIT_ENDS_MS } from "./queries.ts";

/** The visits of one customer. Pages and channels by their places in the words given, from 1; 0 is any other. */
export type VisitsRow = {
  readonly id: string;
  /** The first page of each visit, and whether it was all: no more pages than a bounce, no cart, no order. */
  readonly landed: readonly number[];
  readonly bounced: readonly number[];
  /** The last page of the last visit, and the channel that brought it. */
  readonly leftFrom: number;
  readonly lastChannel: number;
  readonly unsubscribed: number;
  readonly shared: number;
};

/** Pages kept by name: the most seen. */
const MOST_PAGES = 60;
const UNSUBSCRIBES = "(?i)^(email |sms |push |newsletter )?unsubscribed?$";
const SHARES = "(?i)^(product|cart|wishlist) shared$|^(invite|invitation|referral) sent$";

/** A page by its site and path, a screen by its name. */
const PAGE: Sql = sql`if(kind = 'screen' OR page_url = '', toString(name),
  decodeURLComponent(concat(domainWithoutWWW(page_url), path(page_url))))`;

/** The pages and screens that most was seen of, by at least so many customers. */
export async function mostSeenPages(facts: Facts, now: number, least: number): Promise<string[]> {
  const rows = await facts.query<{ page: string }>(
    sql`SELECT ${PAGE} AS page FROM event
      WHERE kind IN ('page', 'screen') AND at <= ${instant(now)} AND page != ''
      GROUP BY page HAVING uniq(${profileOf(sql`handle_id`)}) >= ${least}
      ORDER BY count() DESC, page LIMIT ${MOST_PAGES}`,
    LONG,
  );
  return rows.map(({ page }) => page);
}

/** The place of a value among words, from 1; 0 where it is none of them. */
function placeOf(value: Sql, words: readonly string[]): Sql {
  if (words.length === 0) return sql`toUInt8(0)`;
  const places = bound(
    "Array(UInt64)",
    words.map((_, at) => at + 1),
  );
  return sql`toUInt8(transform(${value}, ${bound("Array(String)", words)}, ${places}, toUInt64(0)))`;
}

/** What somebody does in a visit: 1 a page, 2 a look at a product, 3 the cart or an order, 4 something else; 0 is none of it. */
function stepOf(now: number): Sql {
  const carts = bound("Array(String)", [...CARTS, "Order Completed"]);
  return sql`toUInt8(multiIf(kind IN ('page', 'screen'), 1, kind != 'track', 0, name IN ${carts}, 3,
    NOT (${onScreens(now)}), 0, name = 'Product Viewed', 2, 4))`;
}

/** Streams the customers of a part who were on a page or screen, a row each. */
export function visits(
  facts: Facts,
  words: { readonly pages: readonly string[]; readonly channels: readonly string[] },
  { now, part, bouncePages, signal }: { now: number; part: Part; bouncePages: number; signal: AbortSignal },
): AsyncIterable<VisitsRow[]> {
  return facts.stream<VisitsRow>(
    sql`
    WITH arrayFilter(visit -> arrayExists(step -> step.2 = 1, visit),
        arraySplit((step, gap) -> gap > ${VISIT_ENDS_MS}, did, arrayDifference(arrayMap(step -> step.1, did)))) AS seen
    SELECT toString(customer) AS id,
      arrayMap(visit -> arrayFirst(step -> step.2 = 1, visit).3, seen) AS landed,
      arrayMap(visit -> toUInt8(greatest(arrayCount(step -> step.2 = 1, visit), arrayCount(step -> step.2 = 2, visit)) <= ${bouncePages}
        AND NOT arrayExists(step -> step.2 = 3, visit)), seen) AS bounced,
      arrayLast(step -> step.2 = 1, seen[-1]).3 AS leftFrom,
      arrayFirst(step -> step.4 > 0, seen[-1]).4 AS lastChannel, unsubscribed, shared
    FROM (
      SELECT customer, arraySort(groupArrayIf((at_ms, step, page, channel), step > 0)) AS did,
        max(is_unsubscribe) AS unsubscribed, max(is_share) AS shared
      FROM (
        SELECT ${profileOf(sql`handle_id`)} AS customer, toUnixTimestamp64Milli(at) AS at_ms, ${stepOf(now)} AS step,
          if(step = 1, ${placeOf(PAGE, words.pages)}, 0) AS page, ${placeOf(sql`toString(channel)`, words.channels)} AS channel,
          toUInt8(match(name, ${UNSUBSCRIBES})) AS is_unsubscribe, toUInt8(match(name, ${SHARES})) AS is_share
        FROM event WHERE at <= ${instant(now)} AND kind IN ('page', 'screen', 'track'))
      WHERE sipHash64(customer) % ${part.of} = ${part.rest}
      GROUP BY customer)
    WHERE arrayExists(step -> step.2 = 1, did)`,
    { ...LONG, signal },
  );
}
