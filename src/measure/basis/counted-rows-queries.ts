import type { CountedRowsNow } from "../../core/counted-rows-port.ts";
import { profileOf, sql } from "../../core/sql.ts";
import { latestOrders, orderCounts, orderRevenue, refundCounts, refundRevenue } from "./counted-queries.ts";
import { readBasis } from "./read.ts";

/** The orders and refunds that count, for questions of the stages before this one. */
export const countedRows: CountedRowsNow = async (context) => {
  const basis = await readBasis(context, {});
  return {
    asOf: basis.asOf,
    timeZone: basis.timeZone,
    currency: basis.currency,
    windowDays: basis.window.days,
    orders: sql`
      SELECT ${profileOf(sql`handle_id`)} AS customer, at, ${orderRevenue(basis)} AS revenue,
        toUInt8(coupon != '' OR discount > 0) AS discounted, country, channel, items,
        currency, if(gross > 0, greatest(toFloat64(gross - discount), 0) / toFloat64(gross), 1) AS paid_share
      FROM ${latestOrders(basis, "product")} WHERE ${orderCounts(basis)} AND anonymous = 0`,
    refunds: sql`
      SELECT ${profileOf(sql`handle_id`)} AS customer, at, ${refundRevenue(basis)} AS revenue
      FROM refund FINAL WHERE ${refundCounts(basis)} AND anonymous = 0`,
  };
};
