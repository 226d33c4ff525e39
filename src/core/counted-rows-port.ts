/**
 * What the profile stage asks of the measure stage, which comes after it, to put its own questions:
 * the orders and refunds that figures count, as SQL. `measure` offers it, `capabilities.ts` hands it on.
 */
import type { Context } from "./context.ts";
import type { Sql } from "./sql.ts";

/** Orders and refunds of customers that are known, and what they were taken under. */
export type CountedRows = {
  /** Orders and refunds before this instant count. */
  readonly asOf: number;
  readonly timeZone: string;
  readonly currency: string;
  /** Whoever ordered so many days ago or less is active. */
  readonly windowDays: number;
  /**
   * Rows (customer, at, revenue, discounted, country, channel, items, currency, paid_share): the profile,
   * revenue before refunds in the workspace's currency (NULL where a rate is missing), discounted 0 or 1;
   * prices of items in the order's own currency, and which part of the goods' price discounts left.
   */
  readonly orders: Sql;
  /** Rows (customer, at, revenue): what was given back, above 0. */
  readonly refunds: Sql;
};

/** The orders and refunds that count now. */
export type CountedRowsNow = (context: Context) => Promise<CountedRows>;
