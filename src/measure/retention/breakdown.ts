import type { Context } from "../../core/context.ts";
import { dimensionLabels, setsOf, type FigureBasis, type NamedSet, type Span } from "../basis/index.ts";
import { MOST, type ToldBy, valueRows } from "./breakdown-queries.ts";
import type { Breakdown, BreakdownQuestion } from "./contract.ts";

/** Retention, orders and revenue of one period, by the values of a dimension or by sets of customers. */
export async function breakdown(
  context: Context,
  basis: FigureBasis,
  question: Pick<BreakdownQuestion, "by" | "of">,
  span: Span,
): Promise<Pick<Breakdown, "rows" | "more">> {
  const { by, sets } = await toldBy(context, question);
  const rows = await valueRows(context.facts, basis, by, span);
  const values = rows.map((row) => row.value);
  const labels =
    typeof by === "string"
      ? await dimensionLabels(context.state, by, values)
      : new Map([...sets].map(([id, { name }]) => [id, name]));
  return {
    rows: rows.map((row) => ({
      value: row.value,
      label: labels.get(row.value) || row.value,
      set: sets.get(row.value) ?? null,
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

/** What rows are told apart by; of sets of customers with what each is called. */
async function toldBy(
  context: Context,
  { by, of }: Pick<BreakdownQuestion, "by" | "of">,
): Promise<{ by: ToldBy; sets: ReadonlyMap<string, NamedSet> }> {
  if (by !== "segment" && by !== "persona") return { by, sets: new Map() };
  const wanted = of ? new Set(of.split(",")) : null;
  const all = (await setsOf(by).all(context)).filter(({ id }) => wanted?.has(id) ?? true);
  const ids = all.map(({ id }) => id);
  return {
    by: { memberships: await setsOf(by).memberships(context, ids) },
    sets: new Map(all.map((set) => [set.id, set])),
  };
}

function share(part: string | number, whole: string | number): number | null {
  return Number(whole) > 0 ? Number(part) / Number(whole) : null;
}
