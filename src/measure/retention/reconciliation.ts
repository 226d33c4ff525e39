import type { FigureBasis, Span } from "../basis/index.ts";
import { showSpan } from "../basis/index.ts";
import type { Reconciliation } from "./contract.ts";

/** Set sizes of one period, from its two instants. */
export type PeriodCounts = {
  readonly opening: number;
  readonly new: number;
  readonly wonBack: number;
  readonly lost: number;
  readonly closing: number;
  readonly joinedAndLeft: number;
  /** First order in the period, whatever came after. */
  readonly born: number;
};

/** Nobody. */
export const NO_COUNTS: PeriodCounts = {
  opening: 0,
  new: 0,
  wonBack: 0,
  lost: 0,
  closing: 0,
  joinedAndLeft: 0,
  born: 0,
};

/**
 * One row of the table. Retention is (closing − new − won back) / opening: customers active at the
 * start and at the end. Before the first window is over it cannot be known who was there already.
 */
export function reconciliationRow(
  span: Span,
  counts: PeriodCounts,
  basis: FigureBasis,
  restated: Reconciliation["restated"] = null,
): Reconciliation {
  const common = { bounds: showSpan(span), complete: span.to <= basis.asOf, restated };
  if (basis.shownFrom !== null && span.from < basis.shownFrom) {
    return { ...common, ...HIDDEN, alreadyThere: counts.born };
  }
  const { opening, lost } = counts;
  return {
    ...common,
    opening,
    new: counts.new,
    wonBack: counts.wonBack,
    lost,
    closing: counts.closing,
    retention: opening > 0 ? (opening - lost) / opening : null,
    churn: opening > 0 ? lost / opening : null,
    joinedAndLeft: counts.joinedAndLeft,
    alreadyThere: 0,
    reason: opening > 0 ? null : "nobody",
  };
}

const HIDDEN = {
  opening: null,
  new: null,
  wonBack: null,
  lost: null,
  closing: null,
  retention: null,
  churn: null,
  joinedAndLeft: null,
  reason: "before_first_window",
} as const;
