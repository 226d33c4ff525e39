/** The figures of a customer's own orders: for the engine and in memory, side by side. */
import { DAY_MS } from "../../core/calendar.ts";
import { NEVER, type FigureName } from "../../core/customer-figures-port.ts";
import { sql } from "../../core/sql.ts";
import type { FigureGroup, FigureReading, Standing } from "./figure-group.ts";

const number = (name: string, ofNobody: number | null): FigureName => ({
  name,
  kind: "number",
  ofNobody,
  everybody: false,
});

const NAMES: readonly FigureName[] = [
  number("orders", 0),
  number("revenue", 0),
  number("average_order", null),
  number("median_gap", null),
  { name: "days_since_order", kind: "age", ofNobody: null, everybody: false },
  { name: "first_order_at", kind: "instant", ofNobody: null, everybody: false },
  { name: "last_order_at", kind: "instant", ofNobody: null, everybody: false },
];

/** Figures that nothing but the customer's own orders and refunds decide. */
export const ownFigures: FigureGroup = { names: NAMES, ready: async () => READINGS };

const steady = (reading: Pick<FigureReading, "value"> & { of: (standing: Standing) => number | null }) => ({
  value: reading.value,
  until: sql`toInt64(${NEVER})`,
  of: (standing: Standing) => ({ value: reading.of(standing), until: NEVER }),
});

const LAST = steady({
  value: sql`if(orders = 0, NULL, toNullable(times[-1]))`,
  of: ({ times }) => times.at(-1) ?? null,
});

const READINGS: Readonly<Record<string, FigureReading>> = {
  orders: steady({ value: sql`toNullable(toFloat64(orders))`, of: ({ orders }) => orders }),
  revenue: steady({ value: sql`if(so_far = 0, toNullable(toFloat64(0)), toFloat64(paid))`, of: revenueOf }),
  average_order: steady({
    value: sql`if(orders = 0, NULL, toFloat64(paid) / orders)`,
    of: (standing) => {
      const revenue = revenueOf(standing);
      return standing.orders === 0 || revenue === null ? null : revenue / standing.orders;
    },
  }),
  median_gap: steady({
    value: sql`if(orders < 2, NULL, toNullable(arrayReduce('quantileExact(0.5)',
      arrayMap(gap -> gap / ${DAY_MS}, arrayPopFront(arrayDifference(times))))))`,
    of: ({ times }) => quantile(gapsOf(times), 0.5),
  }),
  days_since_order: LAST,
  last_order_at: LAST,
  first_order_at: steady({
    value: sql`if(orders = 0, NULL, toNullable(times[1]))`,
    of: ({ times }) => times[0] ?? null,
  }),
};

/** Revenue as a number; null where no rate is known. */
export function revenueOf({ soFar, paid }: Standing): number | null {
  if (soFar === 0) return 0;
  return paid === null ? null : Number(paid) / 10_000;
}

/** Days between each order and the one before. */
export function gapsOf(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => (time - (times[index] ?? time)) / DAY_MS);
}

/** The engine's quantileExact: the value at the place that the level names; null of none. */
export function quantile(values: readonly number[], level: number): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(Math.floor(level * sorted.length), sorted.length - 1)] ?? null;
}
