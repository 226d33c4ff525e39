import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { boundaries, readBasis, restatedPeriods, showBasis, showSpan, spansOf } from "../basis/index.ts";
import { RevenueAnswer, revenueQuestion, type RevenueQuestion, type RevenueTable } from "./contract.ts";
import { orderSums, refundSums } from "./queries.ts";
import { revenueSides } from "./revenue.ts";

/** The reconciliation of revenue over HTTP. */
export function revenueRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/figures/revenue",
    {
      config: { access: "figures:read" },
      schema: { querystring: revenueQuestion, response: { 200: RevenueAnswer } },
    },
    (request) => revenueTable(context, request.query),
  );
}

/** The whole answer, period by period, and the sum. */
export async function revenueTable(context: Context, question: RevenueQuestion): Promise<RevenueTable> {
  const basis = await readBasis(context, question);
  const spans = spansOf(question, question.period, basis, basis.asOf);
  const edges = boundaries(spans, basis.asOf);
  const [orders, refunds, late] = await Promise.all([
    orderSums(context.facts, basis, edges),
    refundSums(context.facts, basis, edges),
    restatedPeriods(context, basis, spans, "revenue"),
  ]);
  return {
    basis: showBasis(basis, late.notes),
    definition: "revenue",
    period: question.period,
    rows: spans.map((span, index) => ({
      bounds: showSpan(span),
      complete: span.to <= basis.asOf,
      restated: late.restated[index] ?? null,
      ...revenueSides(
        orders.filter((row) => row.period === index),
        refunds.filter((row) => row.period === index),
      ),
    })),
    sum: revenueSides(orders, refunds),
  };
}
