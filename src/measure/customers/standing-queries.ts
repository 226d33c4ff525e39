/** How one customer stands as of an instant: pieces of SQL over the customer's own orders. */
import { type Sql, bound, sql } from "../../core/sql.ts";
import { DAY_MS, type FigureBasis } from "../basis/index.ts";

/** Customers with few gaps of their own are held as if they had so many of the group's. */
export const GROUP_WEIGHT = 3;

/** Somebody is called new, or won back, for so many days. */
export const RECENT_DAYS = 30;

/**
 * Columns over an array `times` of a customer's orders, ascending in milliseconds: first, last, gaps
 * (days), own_p90, threshold, silent (days), state. The threshold of silence is
 * (n × own p90 + 3 × group p90) / (n + 3), n the customer's own gaps.
 */
export function standing(basis: FigureBasis, groupP90Days: number): Sql {
  const { asOf, window } = basis;
  return sql`times[1] AS first, times[-1] AS last,
    arrayMap(gap -> gap / ${DAY_MS}, arrayPopFront(arrayDifference(times))) AS gaps,
    if(empty(gaps), 0., arrayReduce('quantileExact(0.9)', gaps)) AS own_p90,
    (length(gaps) * own_p90 + ${GROUP_WEIGHT} * ${bound("Float64", groupP90Days)}) / (length(gaps) + ${GROUP_WEIGHT}) AS threshold,
    (${asOf} - last) / ${DAY_MS} AS silent,
    arrayLastIndex(gap -> gap > ${window.days}, gaps) AS absence,
    multiIf(silent > ${window.days}, 'lost',
      silent > threshold, 'slipping',
      absence > 0 AND times[absence + 1] >= ${asOf - RECENT_DAYS * DAY_MS}, 'won_back',
      first >= ${Math.max(asOf - RECENT_DAYS * DAY_MS, basis.shownFrom ?? 0)}, 'new',
      'active') AS state`;
}

/** The tier of a customer's value: those who together bring the top half, up to 80 %, the others. */
export function tierOf(value: Sql, { high, medium }: TierThresholds): Sql {
  return sql`multiIf(${value} IS NULL, 'other', toFloat64(${value}) >= ${bound("Float64", high)}, 'high',
    toFloat64(${value}) >= ${bound("Float64", medium)}, 'medium', 'other')`;
}

/** From which historic value on a customer is of high, of medium value. */
export type TierThresholds = { readonly high: number; readonly medium: number };
