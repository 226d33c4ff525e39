import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { readBasis, restatedPeriods, shifted, showBasis, spansOf } from "../basis/index.ts";
import { cohortRows, weakestCohort } from "./cohorts.ts";
import { CohortsAnswer, cohortsQuestion, type CohortsQuestion, type CohortTable } from "./contract.ts";
import { cohortCounts, cohortRevenue } from "./queries.ts";

/** Cohorts over HTTP. */
export function cohortRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/figures/cohorts",
    {
      config: { access: "figures:read" },
      schema: { querystring: cohortsQuestion, response: { 200: CohortsAnswer } },
    },
    (request) => cohortTable(context, request.query),
  );
}

/** The whole answer: cohorts by period of the first order, and what they did in the periods after it. */
export async function cohortTable(context: Context, question: CohortsQuestion): Promise<CohortTable> {
  const { period, measure } = question;
  const basis = await readBasis(context, question);
  const cohorts = spansOf(question, period, basis, basis.asOf);
  const spans = [...cohorts];
  const last = cohorts.at(-1);
  for (let k = 1; last && k <= question.periods; k += 1) spans.push(shifted(last, period, k, basis));
  const edges = [...spans.map((span) => span.from), spans.at(-1)?.to ?? 0];
  const [cells, late] = await Promise.all([
    (measure === "revenue" ? cohortRevenue : cohortCounts)(context.facts, basis, edges),
    restatedPeriods(context, basis, cohorts, measure === "revenue" ? "value" : "customers"),
  ]);
  const rows = cohortRows(spans, cohorts.length, cells, basis, question, late.restated);
  return {
    basis: showBasis(basis, late.notes),
    definition: "cohort_retention",
    period,
    measure,
    rows,
    weakest: measure === "share" ? weakestCohort(rows) : null,
  };
}
