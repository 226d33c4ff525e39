import type { Context } from "../../core/context.ts";
import type { FigureBasis } from "../basis/index.ts";
import { tiersOf, type TierThresholds } from "../customers/index.ts";
import type { Scale } from "./queries.ts";
import type { Thresholds } from "./thresholds-contract.ts";

/** The same basis as of an earlier instant: which orders count does not change with it. */
export function basisThen(basis: FigureBasis, before: number): FigureBasis {
  return { ...basis, asOf: before, amount: { ...basis.amount, asOf: before } };
}

/** What customers are measured by as of the basis' instant. Tiers are shares of the value of then. */
export async function scaleAt(
  context: Context,
  basis: FigureBasis,
  thresholds: Thresholds | null,
): Promise<Scale> {
  return { thresholds, tiers: await tiersOf(context, basis) };
}

/** Where tiers begin, as answers carry it: decimal text, null where nobody is of that value. */
export function showTiers({ high, medium }: TierThresholds): { high: string | null; medium: string | null } {
  const show = (from: number) => (from >= Number.MAX_VALUE ? null : String(from));
  return { high: show(high), medium: show(medium) };
}
