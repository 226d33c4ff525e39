/** Where customers buy within the prices of a category. */
import type { CountedRows } from "../../core/counted-rows-port.ts";
import { instant, sql, type Sql } from "../../core/sql.ts";
import { LEAST_LINES, LEAST_OWN_LINES, PRICE_DAYS } from "./prices-contract.ts";

const DAY_MS = 86_400_000;

/**
 * Rows (customer, level, known_lines): from 0 (the cheapest of what is bought in a category) to 1. The place of a
 * price is the share of all units of its category and currency that were bought for less, with half of
 * those that were bought for as much; the level is the mean of the places of what the customer bought,
 * by quantity. A unit's price is what was paid: after the line's discount, or its part of the order's.
 */
export function priceLevels(rows: CountedRows, whose: Sql): Sql {
  const lines = linesOf(rows);
  return sql`
    SELECT customer, sum(quantity * place) / sum(quantity) AS level, count() AS known_lines
    FROM (SELECT * FROM (${lines}) WHERE ${whose}) AS own
    JOIN (
      SELECT category, currency, cents,
        (sum(units) OVER (PARTITION BY category, currency ORDER BY cents) - units / 2)
          / sum(units) OVER (PARTITION BY category, currency) AS place,
        sum(orders) OVER (PARTITION BY category, currency) AS lines,
        count() OVER (PARTITION BY category, currency) AS prices
      FROM (SELECT category, currency, cents, sum(quantity) AS units, count() AS orders
        FROM (${lines}) GROUP BY category, currency, cents)) AS prices USING (category, currency, cents)
    WHERE lines >= ${LEAST_LINES} AND prices > 1
    GROUP BY customer HAVING known_lines >= ${LEAST_OWN_LINES}`;
}

/** Rows (customer, category, currency, cents, quantity): what was paid for a unit, in hundredths. */
function linesOf({ orders, asOf }: CountedRows): Sql {
  return sql`
    SELECT customer, item.category AS category, currency, toFloat64(item.quantity) AS quantity,
      toInt64(round(100 * if(by_line, toFloat64(item.price) - toFloat64(item.discount) / toFloat64(item.quantity),
        toFloat64(item.price) * paid_share))) AS cents
    FROM (SELECT customer, currency, paid_share, items, arraySum(items.discount) > 0 AS by_line FROM (${orders})
      WHERE at > ${instant(asOf - PRICE_DAYS * DAY_MS)})
    ARRAY JOIN items AS item
    WHERE item.category != '' AND item.quantity > 0 AND item.price > 0`;
}
