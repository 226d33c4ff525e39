import type { Context } from "../../core/context.ts";
import { type Money, ZERO } from "../../core/money.ts";
import type { Period } from "../basis/index.ts";
import type { FigureBasis, Span } from "../basis/index.ts";
import { boundaries, lastComplete, shifted } from "../basis/index.ts";
import { reconcile, reconciliationRow } from "../retention/index.ts";
import type { Reconciliation } from "../retention/index.ts";
import { exact } from "../revenue/index.ts";
import { activityByPeriod, firstAndSecondOrders, type FirstOrders } from "./queries.ts";

/** How many periods make a year. */
export const PERIODS_A_YEAR = { week: 52, month: 12, quarter: 4, year: 1 } as const;

/** All that the figures of one period are worked out from; of known customers. */
export type PeriodFacts = {
  readonly span: Span;
  readonly reconciliation: Reconciliation;
  readonly orders: number;
  readonly orderingCustomers: number;
  /** Orders whose currency has a rate, their revenue, and that of the refunds made in the period. */
  readonly pricedOrders: number;
  readonly revenue: Money;
  /** First orders in the period, and who ordered again. */
  readonly first: FirstOrders;
  /** As of the end of the period. */
  readonly customersEver: number;
  readonly repeatCustomersEver: number;
  readonly revenueEver: Money;
};

/** The last complete period and those before it, oldest first: enough for a year before a year before. */
export async function periodFacts(
  { facts }: Context,
  basis: FigureBasis,
  period: Exclude<Period, "day">,
): Promise<PeriodFacts[]> {
  const last = lastComplete(period, basis, basis.asOf);
  const spans: Span[] = [];
  for (let back = 12 + 2 * PERIODS_A_YEAR[period]; back >= 0; back -= 1) {
    spans.push(shifted(last, period, -back, basis));
  }
  // All that happened before the first of them is one period more, so that sums so far are complete.
  const edges = [1, ...boundaries(spans, basis.asOf)];
  const [counts, activities, firsts] = await Promise.all([
    reconcile(facts, basis, spans),
    activityByPeriod(facts, basis, edges),
    firstAndSecondOrders(facts, basis, edges),
  ]);
  const of = <Row extends { period: number }>(rows: readonly Row[], index: number) =>
    rows.find((row) => row.period === index);
  let customersEver = 0;
  let repeatCustomersEver = 0;
  let revenueEver = ZERO;
  const all: PeriodFacts[] = [];
  for (let index = 0; index <= spans.length; index += 1) {
    const activity = of(activities, index);
    const first = of(firsts, index) ?? { ...NO_FIRSTS, period: index };
    const revenue = exact(activity?.revenue ?? "0");
    customersEver += first.customers;
    repeatCustomersEver += first.seconds;
    revenueEver += revenue;
    const span = spans[index - 1];
    const count = counts[index - 1];
    if (!span || !count) continue;
    all.push({
      span,
      reconciliation: reconciliationRow(span, count, basis),
      orders: activity?.orders ?? 0,
      orderingCustomers: activity?.customers ?? 0,
      pricedOrders: activity?.priced ?? 0,
      revenue,
      first,
      customersEver,
      repeatCustomersEver,
      revenueEver,
    });
  }
  return all;
}

const NO_FIRSTS = { customers: 0, within30: 0, within90: 0, within365: 0, seconds: 0 };
