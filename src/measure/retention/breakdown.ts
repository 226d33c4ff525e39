import type { Context } from "../../core/context.ts";
import type { Dimension } from "../basis/index.ts";
import type { FigureBasis, Span } from "../basis/index.ts";
import { dimensionLabels } from "../basis/index.ts";
import { MOST, valueRows } from "./breakdown-queries.ts";
import type { Breakdown } from "./contract.ts";

/** Retention, orders and revenue of one period, by the values of a dimension. */
export async function breakdown(
  { facts, state }: Context,
  basis: FigureBasis,
  by: Dimension,
  span: Span,
): Promise<Pick<Breakdown, "rows" | "more">> {
  const rows = await valueRows(facts, basis, by, span);
  const labels = await dimensionLabels(
    state,
    by,
    rows.map((row) => row.value),
  );
  return {
    rows: rows.map((row) => ({
      value: row.value,
      label: labels.get(row.value) ?? row.value,
      opening: Number(row.opening),
      new: Number(row.new),
      wonBack: Number(row.wonBack),
      lost: Number(row.lost),
      closing: Number(row.closing),
      retention: share(Number(row.opening) - Number(row.lost), row.opening),
      churn: share(row.lost, row.opening),
      orders: Number(row.orders),
      orderingCustomers: Number(row.ordering),
      revenue: row.revenue,
      averageOrderValue: share(row.revenue, row.priced),
      purchaseFrequency: share(row.orders, row.ordering),
      repeatRate: share(row.repeaters, row.buyers),
    })),
    more: Math.max(0, Number(rows[0]?.more ?? 0) - MOST),
  };
}

function share(part: string | number, whole: string | number): number | null {
  return Number(whole) > 0 ? Number(part) / Number(whole) : null;
}
