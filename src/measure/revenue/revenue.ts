import { type Money, parseMoney, showMoney, ZERO } from "../../core/money.ts";
import type { Parts, RevenueTable } from "./contract.ts";
import type { OrderSums, RefundSums } from "./queries.ts";

type Sums = { -readonly [Key in keyof Parts]: Key extends "orders" | "refundCount" ? number : Money };

/** Money as text, read exactly. */
export function exact(text: string): Money {
  const money = parseMoney(text);
  if (money === null) throw new RangeError(`not an amount: ${text}`);
  return money;
}

/**
 * gross − discounts − refunds + shipping + tax + other = total: what the shop system shows. Shipping,
 * tax and other are net of what was given back of them, refunds are the goods given back.
 */
export function reconcileRevenue(orders: readonly OrderSums[], refunds: readonly RefundSums[]): Parts {
  const sums = nothing();
  for (const row of orders) {
    sums.orders += row.orders;
    sums.gross += exact(row.gross);
    sums.discounts += exact(row.discount);
    sums.shipping += exact(row.shipping);
    sums.tax += exact(row.tax);
    sums.other += exact(row.other);
    sums.revenue += exact(row.revenue);
  }
  for (const row of refunds) {
    sums.refundCount += row.refunds;
    sums.refunds += exact(row.goods);
    sums.shipping -= exact(row.shipping);
    sums.tax -= exact(row.tax);
    sums.other -= exact(row.other);
    sums.revenue -= exact(row.revenue);
  }
  sums.total = sums.gross - sums.discounts - sums.refunds + sums.shipping + sums.tax + sums.other;
  return show(sums);
}

function nothing(): Sums {
  return {
    orders: 0,
    refundCount: 0,
    gross: ZERO,
    discounts: ZERO,
    refunds: ZERO,
    shipping: ZERO,
    tax: ZERO,
    other: ZERO,
    total: ZERO,
    revenue: ZERO,
  };
}

function show(sums: Sums): Parts {
  return {
    orders: sums.orders,
    refundCount: sums.refundCount,
    gross: showMoney(sums.gross),
    discounts: showMoney(sums.discounts),
    refunds: showMoney(sums.refunds),
    shipping: showMoney(sums.shipping),
    tax: showMoney(sums.tax),
    other: showMoney(sums.other),
    total: showMoney(sums.total),
    revenue: showMoney(sums.revenue),
  };
}

/** Customers that are known, those that are not, and both. */
export function revenueSides(
  orders: readonly OrderSums[],
  refunds: readonly RefundSums[],
): RevenueTable["sum"] {
  const side = (anonymous: number) =>
    reconcileRevenue(
      orders.filter((row) => row.anonymous === anonymous),
      refunds.filter((row) => row.anonymous === anonymous),
    );
  return { identified: side(0), anonymous: side(1), all: reconcileRevenue(orders, refunds) };
}
