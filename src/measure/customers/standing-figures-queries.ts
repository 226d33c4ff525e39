/** State and value tier of a customer: for the engine and in memory, side by side. */
import { DAY_MS } from "../../core/calendar.ts";
import { NEVER } from "../../core/customer-figures-port.ts";
import { CUSTOMER_STATES, VALUE_TIERS, type CustomerState } from "../../core/figures-port.ts";
import { sql } from "../../core/sql.ts";
import type { FigureBasis } from "../basis/index.ts";
import type { FigureGroup, FigureReading, Standing } from "./figure-group.ts";
import { scaleOf, type Scale } from "./figures.ts";
import { gapsOf, quantile, revenueOf } from "./own-figures-queries.ts";
import { GROUP_WEIGHT, RECENT_DAYS, standing, tierOf } from "./standing-queries.ts";

/** Figures that hang on the whole business: its rhythm and the values that its customers bring. */
export const standingFigures: FigureGroup = {
  names: [
    { name: "state", kind: "text", values: CUSTOMER_STATES, ofNobody: "visitor", everybody: true },
    { name: "tier", kind: "text", values: VALUE_TIERS, ofNobody: "", everybody: true },
  ],
  async ready(context, basis) {
    const scale = await scaleOf(context, basis);
    return { state: stateReading(basis, scale), tier: tierReading(scale) };
  },
};

function stateReading(basis: FigureBasis, scale: Scale): FigureReading {
  const columns = standing(basis, scale.groupP90Days);
  // Two places beside each mark: what is worked out in days may be a millisecond off.
  const marks = sql`arrayFilter(i -> i > ${basis.asOf}, arrayFlatten(arrayMap(i -> [i, i + 1, i + 2], [
    last + ${basis.window.days * DAY_MS}, last + toInt64(floor(threshold * ${DAY_MS})),
    first + ${RECENT_DAYS * DAY_MS}, times[absence + 1] + ${RECENT_DAYS * DAY_MS}])))`;
  return {
    columns,
    value: sql`if(orders = 0, 'visitor', state)`,
    until: sql`if(orders = 0, ${NEVER}, arrayMin(arrayPushBack(${marks}, ${NEVER})))`,
    of: (customer) => stateOf(customer, basis, scale.groupP90Days),
  };
}

function stateOf(customer: Standing, basis: FigureBasis, groupP90Days: number) {
  const { times } = customer;
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) return { value: "visitor", until: NEVER };
  const { asOf, window } = basis;
  const gaps = gapsOf(times);
  const own = quantile(gaps, 0.9) ?? 0;
  const threshold = (gaps.length * own + GROUP_WEIGHT * groupP90Days) / (gaps.length + GROUP_WEIGHT);
  const absence = gaps.findLastIndex((gap) => gap > window.days);
  const back = absence >= 0 ? (times[absence + 1] ?? null) : null;
  const silent = (asOf - last) / DAY_MS;
  const recent = asOf - RECENT_DAYS * DAY_MS;
  const state = ((): CustomerState => {
    if (silent > window.days) return "lost";
    if (silent > threshold) return "slipping";
    if (back !== null && back >= recent) return "won_back";
    return first >= Math.max(recent, basis.shownFrom ?? 0) ? "new" : "active";
  })();
  const marks = [
    last + window.days * DAY_MS,
    last + Math.floor(threshold * DAY_MS),
    first + RECENT_DAYS * DAY_MS,
  ];
  if (back !== null) marks.push(back + RECENT_DAYS * DAY_MS);
  const later = marks.flatMap((mark) => [mark, mark + 1, mark + 2]).filter((mark) => mark > asOf);
  return { value: state, until: Math.min(NEVER, ...later) };
}

function tierReading({ tiers }: Scale): FigureReading {
  return {
    value: sql`if(orders = 0, '', ${tierOf(sql`paid`, tiers)})`,
    until: sql`toInt64(${NEVER})`,
    of: (customer) => {
      const revenue = revenueOf(customer);
      if (customer.orders === 0) return { value: "", until: NEVER };
      if (revenue === null || revenue < tiers.medium) return { value: "other", until: NEVER };
      return { value: revenue >= tiers.high ? "high" : "medium", until: NEVER };
    },
  };
}
