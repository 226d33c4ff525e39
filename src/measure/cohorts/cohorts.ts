import type { FigureBasis, Span } from "../basis/index.ts";
import { showSpan } from "../basis/index.ts";
import type { Cohort, CohortsQuestion, CohortTable } from "./contract.ts";
import type { CohortCell } from "./queries.ts";

/** A cohort this small says nothing in a title. */
const TELLING = 30;

/**
 * The heat map: for each cohort its periods 0, 1, 2, …, a share of the cohort, a count or revenue.
 * A period that has not begun at the as-of instant is null, however small the others are.
 */
export function cohortRows(
  spans: readonly Span[],
  cohorts: number,
  cells: readonly CohortCell[],
  basis: FigureBasis,
  { measure, periods }: Pick<CohortsQuestion, "measure" | "periods">,
  restated: readonly Cohort["restated"][] = [],
): Cohort[] {
  const found = new Map(cells.map((cell) => [`${cell.cohort}:${cell.period}`, cell]));
  return spans.slice(0, cohorts).map((span, cohort) => {
    const customers = found.get(`${cohort}:${cohort}`)?.customers ?? 0;
    const shown = spans.slice(cohort, cohort + periods + 1);
    const incomplete = shown.findIndex((later) => later.from < basis.asOf && later.to > basis.asOf);
    return {
      bounds: showSpan(span),
      customers,
      alreadyThere: basis.shownFrom !== null && span.from < basis.shownFrom,
      cells: shown.map((later, k) => {
        if (later.from >= basis.asOf) return null;
        return valueOf(found.get(`${cohort}:${cohort + k}`), customers, measure);
      }),
      incompleteAt: incomplete < 0 ? null : incomplete,
      restated: restated[cohort] ?? null,
    };
  });
}

function valueOf(
  cell: CohortCell | undefined,
  customers: number,
  measure: CohortsQuestion["measure"],
): number | null {
  if (measure === "revenue") return Number(cell?.revenue ?? 0);
  if (measure === "count") return cell?.customers ?? 0;
  return customers > 0 ? (cell?.customers ?? 0) / customers : null;
}

/** The cohort whose complete cells after the first lie furthest below the others' mean at the same age. */
export function weakestCohort(rows: readonly Cohort[]): CohortTable["weakest"] {
  const usable = rows.filter((row) => row.customers >= TELLING && !row.alreadyThere);
  let weakest: CohortTable["weakest"] = null;
  for (const row of usable) {
    const gaps = complete(row).flatMap(([k, share]) => {
      const others = usable.filter((other) => other !== row).flatMap((other) => at(other, k));
      return others.length === 0 ? [] : [mean(others) - share];
    });
    const below = gaps.length === 0 ? 0 : mean(gaps);
    if (below > 0.01 && below > (weakest?.below ?? 0)) weakest = { day: row.bounds.day, below };
  }
  return weakest;
}

function complete(row: Cohort): [number, number][] {
  return row.cells.flatMap((cell, k): [number, number][] =>
    cell === null || k === 0 || k === row.incompleteAt ? [] : [[k, cell]],
  );
}

function at(row: Cohort, wanted: number): number[] {
  return complete(row).flatMap(([k, share]) => (k === wanted ? [share] : []));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
