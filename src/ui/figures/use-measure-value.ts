import { useFormat } from "../format/use-format.ts";

const MONEY = new Set(["average_order", "revenue"]);
const NUMBERS = new Set([
  ...["pages_a_visit", "visits_an_order", "looks_a_visit", "orders", "gap_days"],
  ...["lines_an_order", "visits", "tenure_days"],
]);

/** Writes the value of a measure of behaviour: an amount, a number or a share. */
export function useMeasureValue(): (measure: string, value: number, currency: string) => string {
  const format = useFormat();
  return (measure, value, currency) => {
    if (MONEY.has(measure)) return format.money(value, currency);
    return NUMBERS.has(measure) ? format.number(value, 1) : format.percent(value, 0);
  };
}
