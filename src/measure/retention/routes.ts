import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import {
  lastComplete,
  periodOf,
  readBasis,
  restatedPeriods,
  showBasis,
  showSpan,
  spansOf,
} from "../basis/index.ts";
import type { FigureNote } from "../basis/index.ts";
import {
  BreakdownAnswer,
  breakdownQuestion,
  RetentionAnswer,
  retentionQuestion,
  type Breakdown,
  type BreakdownQuestion,
  type RetentionQuestion,
  type RetentionTable,
} from "./contract.ts";
import { breakdown } from "./breakdown.ts";
import { reconcile } from "./queries.ts";
import { reconciliationRow } from "./reconciliation.ts";

/** The reconciliation table, and one period by the values of a dimension. */
export function retentionRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/figures/retention",
    {
      config: { access: "figures:read" },
      schema: { querystring: retentionQuestion, response: { 200: RetentionAnswer } },
    },
    (request) => retentionTable(context, request.query),
  );
  app.get(
    "/api/v1/figures/breakdown",
    {
      config: { access: "figures:read" },
      schema: { querystring: breakdownQuestion, response: { 200: BreakdownAnswer } },
    },
    (request) => breakdownTable(context, request.query),
  );
}

/** The whole answer of the reconciliation table. */
export async function retentionTable(context: Context, question: RetentionQuestion): Promise<RetentionTable> {
  const basis = await readBasis(context, question);
  const spans = spansOf(question, question.period, basis, basis.asOf);
  const [counts, late] = await Promise.all([
    reconcile(context.facts, basis, spans),
    restatedPeriods(context, basis, spans, "customers"),
  ]);
  const rows = spans.map((span, index) => {
    const of = counts[index];
    if (!of) throw new Error("a period without its counts");
    return reconciliationRow(span, of, basis, late.restated[index]);
  });
  const notes: FigureNote[] = rows
    .filter((row) => !row.complete)
    .map(({ bounds }) => ({
      code: "incomplete_period",
      from: bounds.from,
      to: bounds.to,
      until: new Date(basis.asOf).toISOString(),
    }));
  return {
    basis: showBasis(basis, [...notes, ...late.notes]),
    definition: "reconciliation",
    period: question.period,
    rows,
  };
}

async function breakdownTable(context: Context, question: BreakdownQuestion): Promise<Breakdown> {
  const basis = await readBasis(context, question);
  const span = question.day
    ? periodOf(question.day, question.period, basis)
    : lastComplete(question.period, basis, basis.asOf);
  const { rows, more } = await breakdown(context, basis, question, span);
  return {
    basis: showBasis(basis),
    by: question.by,
    bounds: showSpan(span),
    complete: span.to <= basis.asOf,
    rows,
    more,
  };
}
