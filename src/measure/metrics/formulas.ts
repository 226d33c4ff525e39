import { type Money, showMoney } from "../../core/money.ts";
import type { Reason } from "../basis/index.ts";
import { DAY_MS, type FigureBasis } from "../basis/index.ts";
import type { FigureAnswer, FigureKey } from "./contract.ts";
import type { PeriodFacts } from "./periods.ts";

/** What a figure is in one period. */
export type Value = Pick<FigureAnswer, "value" | "reason" | "n" | "parts">;

/** The figure of one period, from that period's facts. */
export type Formula = (period: PeriodFacts, basis: FigureBasis) => Value;

/** Money as a number, for quotients that are rounded anyway. */
export function asNumber(money: Money): number {
  return Number(money) / 10_000;
}

function quotient(part: number, whole: number, parts: Value["parts"], reason: Reason | null = null): Value {
  if (reason) return { value: null, reason, n: null, parts: {} };
  if (whole === 0) return { value: null, reason: "nobody", n: 0, parts };
  return { value: part / whole, reason: null, n: whole, parts };
}

const retention: Formula = ({ reconciliation: { opening, lost, reason } }) =>
  quotient(
    (opening ?? 0) - (lost ?? 0),
    opening ?? 0,
    { retained: (opening ?? 0) - (lost ?? 0), opening: opening ?? 0 },
    reason,
  );

const churn: Formula = ({ reconciliation: { opening, lost, reason } }) =>
  quotient(lost ?? 0, opening ?? 0, { lost: lost ?? 0, opening: opening ?? 0 }, reason);

const repeat: Formula = (period) =>
  quotient(period.repeatCustomersEver, period.customersEver, {
    repeat: period.repeatCustomersEver,
    customers: period.customersEver,
  });

/** Of the customers who ordered first in the period, those who ordered again within so many days. */
function reorder(days: 30 | 90 | 365): Formula {
  return ({ first, span }, basis) => {
    const again = first[`within${days}`];
    const before = basis.shownFrom !== null && span.from < basis.shownFrom;
    const young = span.to + days * DAY_MS > basis.asOf;
    const reason = before ? "before_first_window" : young ? "immature" : null;
    return quotient(again, first.customers, { again, cohort: first.customers, days }, reason);
  };
}

/** Without a rate for any of its orders, a period's money is not known. */
function moneyReason({ orders, pricedOrders }: PeriodFacts): Reason | null {
  return orders > 0 && pricedOrders === 0 ? "missing_rates" : null;
}

const averageOrderValue: Formula = (period) =>
  quotient(
    asNumber(period.revenue),
    period.pricedOrders,
    { revenue: showMoney(period.revenue), orders: period.pricedOrders },
    moneyReason(period),
  );

const purchaseFrequency: Formula = ({ orders, orderingCustomers }) =>
  quotient(orders, orderingCustomers, { orders, customers: orderingCustomers });

/** Average order value × purchase frequency. */
const customerValue: Formula = (period, basis): Value => {
  const order = averageOrderValue(period, basis);
  const frequency = purchaseFrequency(period, basis);
  if (order.value === null || frequency.value === null) {
    return { value: null, reason: order.reason ?? frequency.reason, n: null, parts: {} };
  }
  return {
    value: order.value * frequency.value,
    reason: null,
    n: frequency.n,
    parts: { averageOrderValue: order.value, purchaseFrequency: frequency.value },
  };
};

const historicValue: Formula = (period) =>
  quotient(asNumber(period.revenueEver), period.customersEver, {
    revenue: showMoney(period.revenueEver),
    customers: period.customersEver,
  });

/** How each figure but the lifetime value by formula is worked out from its period. */
export const FORMULAS: Record<Exclude<FigureKey, "lifetime_value_formula">, Formula> = {
  retention_rate: retention,
  churn_rate: churn,
  repeat_rate: repeat,
  reorder_30: reorder(30),
  reorder_90: reorder(90),
  reorder_365: reorder(365),
  average_order_value: averageOrderValue,
  purchase_frequency: purchaseFrequency,
  customer_value: customerValue,
  lifetime_value_historic: historicValue,
};
