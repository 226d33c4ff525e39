import type { Context } from "../../core/context.ts";
import { showMoney, ZERO } from "../../core/money.ts";
import { DAY_MS, type FigureBasis, keptAnswer, type Span, whoKey } from "../basis/index.ts";
import { exact } from "../revenue/index.ts";
import { asNumber, type Value } from "./formulas.ts";
import { livesAt, type LivesThen } from "./life-queries.ts";
import { lifespan } from "./survival.ts";

/**
 * Lifetime value by formula as of the end of each period: what a customer who orders is worth in 365
 * days (average order value × orders a customer) × the average lifespan in years, the area under the
 * survival curve. `not_known_yet` before the data covers a year or while the curve has not come down.
 * It is of periods that are over, so it moves slowly and is kept.
 */
export async function lifetimeValues(
  { facts }: Context,
  basis: FigureBasis,
  spans: readonly Span[],
): Promise<Value[]> {
  const ends = spans.map((span) => Math.min(span.to, basis.asOf));
  const asked = ends.filter((end) => basis.dataFrom !== null && end > basis.dataFrom);
  const { window, shownFrom, revenue, currency, rates, countsClaimed, dimension } = basis;
  const key = JSON.stringify([
    asked,
    window.days,
    shownFrom,
    revenue,
    currency,
    rates,
    countsClaimed,
    dimension,
    whoKey(basis),
  ]);
  const lives =
    asked.length === 0
      ? []
      : await keptAnswer(facts, `lives ${key}`, basis.amount, () => livesAt(facts, basis, asked));
  return ends.map((end) => {
    const then = lives[asked.indexOf(end)];
    return then && basis.dataFrom !== null ? valueThen(then, end - basis.dataFrom) : unknown({});
  });
}

function valueThen({ lives, buyers, paid }: LivesThen, covered: number): Value {
  const life = lifespan(lives);
  const revenue = paid.reduce((sum, part) => sum + exact(part), ZERO);
  const yearly = buyers > 0 ? asNumber(revenue) / buyers : 0;
  if (covered < 365 * DAY_MS) {
    return unknown({ observedDays: life.observedDays, stillActive: life.stillActive });
  }
  const parts = {
    customerValueIn365Days: yearly,
    customersIn365Days: buyers,
    revenueIn365Days: showMoney(revenue),
    observedDays: life.observedDays,
    stillActive: life.stillActive,
    atLeastDays: life.atLeastDays,
    atLeast: (yearly * life.atLeastDays) / 365,
  };
  if (life.days === null) return unknown(parts);
  return {
    value: (yearly * life.days) / 365,
    reason: null,
    n: life.customers,
    parts: { ...parts, lifespanDays: life.days },
  };
}

function unknown(parts: Value["parts"]): Value {
  return { value: null, reason: "not_known_yet", n: null, parts };
}
