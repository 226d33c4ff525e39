import type { Context } from "../../core/context.ts";
import type { Period } from "../basis/index.ts";
import { type FigureBasis, readBasis, showBasis, showSpan } from "../basis/index.ts";
import type { SetOfCustomers } from "../customers/index.ts";
import { FIGURES } from "./contract.ts";
import type { FigureAnswer, FigureKey, Overview, OverviewQuestion, Point } from "./contract.ts";
import { asNumber, FORMULAS, type Value } from "./formulas.ts";
import { lifetimeValue } from "./lifetime.ts";
import { PERIODS_A_YEAR, periodFacts, type PeriodFacts } from "./periods.ts";
import { wilson } from "./wilson.ts";

/** How many periods a sparkline has. */
const SERIES = 13;

/** A change below half a point is called none. */
const HELD = 0.005;

const UNIT: Partial<Record<FigureKey, FigureAnswer["unit"]>> = {
  average_order_value: "money",
  customer_value: "money",
  lifetime_value_formula: "money",
  lifetime_value_historic: "money",
  purchase_frequency: "orders",
};

/** All figures of the last complete period, each beside a period and a year before. */
export async function overview(context: Context, question: OverviewQuestion): Promise<Overview> {
  const basis = await readBasis(context, question);
  const periods = await periodFacts(context, basis, question.period);
  const last = periods.at(-1);
  const before = periods.at(-2);
  if (!last || !before) throw new Error("no periods");
  const figures: FigureAnswer[] = [];
  for (const key of FIGURES) {
    figures.push(
      key === "lifetime_value_formula"
        ? await lifetimeFigure(context, basis, periods, question.period)
        : periodFigure(key, periods, basis, question.period),
    );
  }
  return {
    basis: showBasis(basis),
    period: question.period,
    bounds: showSpan(last.span),
    headline: headline(last, before),
    figures,
    churnPoint: churnPoint(last),
  };
}

function periodFigure(
  key: Exclude<FigureKey, "lifetime_value_formula">,
  periods: readonly PeriodFacts[],
  basis: FigureBasis,
  period: Exclude<Period, "day">,
): FigureAnswer {
  const values = periods.map((facts) => FORMULAS[key](facts, basis));
  const points = values.map((value, index) => point(value, periods[index]));
  // A cohort that is too young says nothing yet: the latest that is old enough is the figure.
  const latest = key.startsWith("reorder_")
    ? values.findLastIndex((value) => value.reason !== "immature")
    : values.length - 1;
  const value = values[latest];
  const facts = periods[latest];
  if (!value || !facts) throw new Error("no periods");
  return {
    ...figure(key, value, facts, period),
    previous: points[latest - 1] ?? null,
    yearBefore: points[latest - PERIODS_A_YEAR[period]] ?? null,
    series: points.slice(Math.max(0, latest - SERIES + 1), latest + 1),
  };
}

async function lifetimeFigure(
  context: Context,
  basis: FigureBasis,
  periods: readonly PeriodFacts[],
  period: Exclude<Period, "day">,
): Promise<FigureAnswer> {
  const of = async (facts: PeriodFacts | undefined) =>
    facts ? { facts, value: await lifetimeValue(context, basis, facts.span) } : null;
  const now = await of(periods.at(-1));
  if (!now) throw new Error("no periods");
  const previous = await of(periods.at(-2));
  const yearBefore = await of(periods.at(-1 - PERIODS_A_YEAR[period]));
  const points = [yearBefore, previous, now].map((one) => (one ? point(one.value, one.facts) : null));
  return {
    ...figure("lifetime_value_formula", now.value, now.facts, period),
    previous: points[1] ?? null,
    yearBefore: points[0] ?? null,
    series: points.filter((one) => one !== null),
  };
}

function figure(
  key: FigureKey,
  value: Value,
  { span }: PeriodFacts,
  period: Period,
): Omit<FigureAnswer, "previous" | "yearBefore" | "series"> {
  const unit = UNIT[key] ?? "share";
  const share = unit === "share" && value.value !== null && value.n;
  return {
    key,
    unit,
    betterWhen: key === "churn_rate" ? "lower" : "higher",
    ...value,
    bounds: showSpan(span),
    interval: share ? wilson(value.value ?? 0, value.n ?? 0) : null,
    ...behind(key, { period, day: span.day }),
  };
}

function behind(
  key: FigureKey,
  of: { period: Period; day: string },
): { behind: SetOfCustomers | null; behindAll: SetOfCustomers | null } {
  const sets = (some: SetOfCustomers, all: SetOfCustomers) => ({ behind: some, behindAll: all });
  switch (key) {
    case "retention_rate":
      return sets({ set: "retained", ...of }, { set: "opening", ...of });
    case "churn_rate":
      return sets({ set: "lost", ...of }, { set: "opening", ...of });
    case "repeat_rate":
      return sets({ set: "repeat", ...of }, { set: "customers", ...of });
    case "reorder_30":
    case "reorder_90":
    case "reorder_365":
      return sets(
        { set: "reordered", ...of, within: Number(key.slice("reorder_".length)) },
        { set: "cohort", ...of, k: 0 },
      );
    case "average_order_value":
    case "purchase_frequency":
    case "customer_value":
      return sets({ set: "ordered", ...of }, { set: "ordered", ...of });
    case "lifetime_value_formula":
    case "lifetime_value_historic":
      return sets({ set: "customers", ...of }, { set: "customers", ...of });
  }
}

function point(value: Value, facts: PeriodFacts | undefined): Point {
  if (!facts) throw new Error("a value without its period");
  return { bounds: showSpan(facts.span), value: value.value, reason: value.reason };
}

function headline(
  { reconciliation: now }: PeriodFacts,
  { reconciliation: before }: PeriodFacts,
): Overview["headline"] {
  const change =
    now.retention === null || before.retention === null ? null : now.retention - before.retention;
  return {
    trend: change === null ? "unknown" : change >= HELD ? "rose" : change <= -HELD ? "fell" : "held",
    retention: now.retention,
    change,
    lost: now.lost,
    wonBack: now.wonBack,
    opening: now.opening,
    closing: now.closing,
    new: now.new,
  };
}

/** One point less churn keeps 1 % of the opening customers; each brings what an active customer brings. */
function churnPoint({
  reconciliation: { opening, closing },
  revenue,
  pricedOrders,
}: PeriodFacts): Overview["churnPoint"] {
  if (!opening || closing === null || pricedOrders === 0) return null;
  const customersKept = opening / 100;
  const revenuePerActiveCustomer = asNumber(revenue) / ((opening + closing) / 2);
  return { customersKept, revenuePerActiveCustomer, worth: customersKept * revenuePerActiveCustomer };
}
