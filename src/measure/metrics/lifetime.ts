import type { Context } from "../../core/context.ts";
import { showMoney } from "../../core/money.ts";
import { DAY_MS, type FigureBasis, type Span } from "../basis/index.ts";
import { exact } from "../revenue/index.ts";
import { asNumber, type Value } from "./formulas.ts";
import { lives, yearlyValue } from "./queries.ts";
import { lifespan } from "./survival.ts";

/**
 * Lifetime value by formula as of the end of a period: what a customer who orders is worth in 365
 * days (average order value × orders a customer) × the average lifespan in years, the area under the
 * survival curve. `not_known_yet` before the data covers a year or while the curve has not come down.
 */
export async function lifetimeValue({ facts }: Context, basis: FigureBasis, span: Span): Promise<Value> {
  const then: FigureBasis = { ...basis, asOf: Math.min(span.to, basis.asOf) };
  if (basis.dataFrom === null || then.asOf <= basis.dataFrom) return unknown({});
  const [year, curve] = await Promise.all([yearlyValue(facts, then), lives(facts, then)]);
  const life = lifespan(curve);
  const yearly = year.customers > 0 ? asNumber(exact(year.revenue)) / year.customers : 0;
  const parts = {
    customerValueIn365Days: yearly,
    customersIn365Days: year.customers,
    revenueIn365Days: showMoney(exact(year.revenue)),
    observedDays: life.observedDays,
    stillActive: life.stillActive,
    atLeastDays: life.atLeastDays,
    atLeast: (yearly * life.atLeastDays) / 365,
  };
  const covered = then.asOf - basis.dataFrom >= 365 * DAY_MS;
  if (!covered) return unknown({ observedDays: life.observedDays, stillActive: life.stillActive });
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
