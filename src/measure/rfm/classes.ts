/** The classes of one customer, given what they ordered; the same as `classes-queries.ts` asks of all. */
import { type Money, parseMoney } from "../../core/money.ts";
import { DAY_MS } from "../basis/index.ts";
import type { BuyerKind } from "./cells.ts";
import type { Thresholds } from "./thresholds-contract.ts";

/** Recency: 5 for who ordered within the fewest days before the instant. Milliseconds. */
export function recencyOf(lastOrderAt: number, asOf: number, { recency }: Thresholds): number {
  return 1 + recency.filter((days) => asOf - lastOrderAt <= days * DAY_MS).length;
}

/** Frequency: 5 for who ordered most often. */
export function frequencyOf(orders: number, { frequency }: Thresholds): number {
  return 1 + frequency.filter((least) => orders >= least).length;
}

/** Monetary value: 5 for who paid most so far, net of refunds; null where that is not known. */
export function monetaryOf(revenue: Money | null, { monetary }: Thresholds): number | null {
  if (revenue === null) return null;
  return 1 + monetary.filter((least) => revenue >= amountOf(least)).length;
}

/** Which kind of buyer: repeat, or of one order, of a high or low value. Where the value is not known, low. */
export function kindOf(orders: number, revenue: Money | null, { oneTime }: Thresholds): BuyerKind {
  if (orders > 1) return "repeat";
  return revenue !== null && revenue >= amountOf(oneTime) ? "one_time_high" : "one_time_low";
}

function amountOf(text: string): Money {
  const amount = parseMoney(text);
  if (amount === null) throw new Error(`no amount: ${text}`);
  return amount;
}
