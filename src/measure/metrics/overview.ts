import type { Context } from "../../core/context.ts";
import type { Period } from "../basis/index.ts";
import {
  type FigureBasis,
  type MadeOf,
  readBasis,
  readRestatements,
  showBasis,
  showSpan,
} from "../basis/index.ts";
import { behind } from "./behind.ts";
import { FIGURES } from "./contract.ts";
import type { FigureAnswer, FigureKey, Overview, OverviewQuestion, Point } from "./contract.ts";
import { asNumber, FORMULAS, type Value } from "./formulas.ts";
import { lifetimeValues } from "./lifetime.ts";
import { PERIODS_A_YEAR, periodFacts, type PeriodFacts } from "./periods.ts";
import { wilson } from "../../core/wilson.ts";

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

/** What figures are made of that are not of customers and their orders alone. */
const MADE_OF: Partial<Record<FigureKey, MadeOf>> = {
  average_order_value: "revenue",
  customer_value: "value",
  lifetime_value_formula: "value",
  lifetime_value_historic: "value",
};

/** All figures of the last complete period, each beside a period and a year before. */
export async function overview(context: Context, question: OverviewQuestion): Promise<Overview> {
  const basis = await readBasis(context, question);
  const periods = await periodFacts(context, basis, question.period);
  const last = periods.at(-1);
  const before = periods.at(-2);
  if (!last || !before) throw new Error("no periods");
  const asked = { basis, periods, period: question.period };
  const [lifetimes, restatements] = await Promise.all([
    lifetimeFigure(context, asked),
    readRestatements(context, basis),
  ]);
  const figures = FIGURES.map((key) => {
    const figure = key === "lifetime_value_formula" ? lifetimes : periodFigure(key, asked);
    const { span } = periods.find((one) => one.span.day === figure.bounds.day) ?? last;
    return { ...figure, restated: restatements([span], MADE_OF[key] ?? "customers") };
  });
  const restated = restatements([last.span], "value");
  return {
    basis: showBasis(basis, restated ? [{ code: "restated", periods: 1, ...restated }] : []),
    period: question.period,
    bounds: showSpan(last.span),
    headline: headline(last, before),
    figures,
    churnPoint: churnPoint(last),
  };
}

/** The periods that figures are worked out from, oldest first. */
type Asked = {
  readonly basis: FigureBasis;
  readonly periods: readonly PeriodFacts[];
  readonly period: Exclude<Period, "day">;
};

/** A figure before it is known what restated its period. */
type Bare = Omit<FigureAnswer, "restated">;

function periodFigure(key: Exclude<FigureKey, "lifetime_value_formula">, asked: Asked): Bare {
  const values = asked.periods.map((facts) => FORMULAS[key](facts, asked.basis));
  // A cohort that is too young says nothing yet: the latest that is old enough is the figure.
  const latest = key.startsWith("reorder_")
    ? values.findLastIndex((value) => value.reason !== "immature")
    : values.length - 1;
  return inTime(key, asked, values, latest);
}

/** Of as many periods as the others show, and the one a year before; those before the data are left out. */
async function lifetimeFigure(context: Context, asked: Asked): Promise<Bare> {
  const { basis, periods, period } = asked;
  const last = periods.length - 1;
  const wanted = periods.map(
    ({ span }, index) =>
      (index > last - SERIES || index === last - PERIODS_A_YEAR[period]) &&
      (index >= last - 1 || (basis.dataFrom !== null && span.to > basis.dataFrom)),
  );
  const shown = periods.filter((_, index) => wanted[index]);
  const known = await lifetimeValues(
    context,
    basis,
    shown.map(({ span }) => span),
  );
  const values = periods.map((facts) => known[shown.indexOf(facts)]);
  return inTime("lifetime_value_formula", asked, values, last);
}

/** The figure at one of the periods, beside those before it. */
function inTime(
  key: FigureKey,
  { periods, period }: Asked,
  values: readonly (Value | undefined)[],
  latest: number,
): Bare {
  const points = values.map((value, index) => (value ? point(value, periods[index]) : null));
  const value = values[latest];
  const facts = periods[latest];
  if (!value || !facts) throw new Error("no periods");
  return {
    ...figure(key, value, facts, period),
    previous: points[latest - 1] ?? null,
    yearBefore: points[latest - PERIODS_A_YEAR[period]] ?? null,
    series: points.slice(Math.max(0, latest - SERIES + 1), latest + 1).filter((one) => one !== null),
  };
}

function figure(
  key: FigureKey,
  value: Value,
  { span }: PeriodFacts,
  period: Period,
): Omit<Bare, "previous" | "yearBefore" | "series"> {
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
