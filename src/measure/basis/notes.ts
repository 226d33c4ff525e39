import type { Context } from "../../core/context.ts";
import type { FigureBasis } from "./basis.ts";
import type { FigureNote } from "./contract.ts";
import { ordersWithoutRate, type RefundSurvey, type SurveyRow } from "./queries.ts";
import type { Surveyed } from "./survey.ts";

/** Whether there is money in other currencies, and which of them lacks a rate. */
export async function currencyNotes(
  { facts }: Context,
  basis: FigureBasis,
  { counting }: Surveyed,
  refundRows: readonly RefundSurvey[],
): Promise<{ foreign: boolean; notes: FigureNote[] }> {
  const refunds = new Map(refundRows.map((row) => [row.currency, row.refunds]));
  const isForeign = (currency: string) => currency !== "" && currency !== basis.currency;
  const foreign = [...counting.map((row) => row.currency), ...refunds.keys()].filter(isForeign);
  if (foreign.length === 0) return { foreign: false, notes: [] };
  const orders = await ordersWithoutRate(facts, basis);
  const rated = new Set(basis.rates.map((rate) => rate.currency));
  const missing = new Set([...orders.keys(), ...foreign.filter((currency) => !rated.has(currency))]);
  if (missing.size === 0) return { foreign: true, notes: [] };
  const currencies = [...missing].sort().map((currency) => ({
    currency,
    orders: orders.get(currency) ?? 0,
    refunds: rated.has(currency) ? 0 : (refunds.get(currency) ?? 0),
  }));
  return { foreign: true, notes: [{ code: "missing_rates", currencies }] };
}

/** What must be said of the orders that count and of those that don't. */
export function orderNotes(
  rows: readonly SurveyRow[],
  surveyed: Surveyed,
  countsClaimed: boolean,
  asked: number,
): FigureNote[] {
  const sum = (wanted: (row: SurveyRow) => boolean) =>
    rows.filter(wanted).reduce((total, row) => total + row.orders, 0);
  if (surveyed.first === null) return [{ code: "no_orders" }];
  const claimed = sum((row) => row.trust === "claimed");
  const anonymous = surveyed.counting.reduce((total, row) => total + (row.anonymous ? row.orders : 0), 0);
  const notes: FigureNote[] = [];
  if (surveyed.asOf !== asked) {
    notes.push({ code: "data_ended", lastOrderAt: new Date(surveyed.last).toISOString() });
  }
  if (claimed > 0) {
    notes.push({
      code: countsClaimed ? "claimed_orders_counted" : "claimed_orders_left_out",
      orders: claimed,
    });
  }
  if (anonymous > 0) notes.push({ code: "anonymous_orders", orders: anonymous });
  return notes;
}
