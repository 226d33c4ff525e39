import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import { behindLine } from "./behind.ts";
import { BehindAnswer, behindQuestion, CompareAnswer, compareQuestion, type Comparison } from "./contract.ts";
import { answerOrShare, compared } from "./kept.ts";

const reads = { access: "figures:read" } as const;

/** Two sets of customers on everything, as lines and as a file; and the customers behind a line. */
export function compareRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/compare",
    { config: reads, schema: { querystring: compareQuestion, response: { 200: CompareAnswer } } },
    ({ query }) => answerOrShare(context, query),
  );
  app.get(
    "/api/v1/compare.csv",
    { config: reads, schema: { querystring: compareQuestion } },
    async ({ query }, reply) => {
      const { comparison } = await compared(context, query);
      return reply
        .header("content-disposition", 'attachment; filename="comparison.csv"')
        .type("text/csv; charset=utf-8")
        .send(CSV_START + csvOf(comparison));
    },
  );
  app.get(
    "/api/v1/compare/customers",
    {
      config: { access: "profiles:read" },
      schema: { querystring: behindQuestion, response: { 200: BehindAnswer } },
    },
    ({ query }) => behindLine(context, query),
  );
}

function csvOf({ lines }: Comparison): string {
  const head = [
    "line",
    "value",
    "unit",
    "a_known",
    "a_mean",
    "b_known",
    "b_mean",
    "d",
    "from",
    "to",
    "p",
    "q",
    "holds",
  ];
  const rows = lines.map((line) =>
    csvLine([
      ...[line.key, line.set?.name ?? line.value, line.unit],
      ...[line.a.known, line.a.mean, line.b.known, line.b.mean],
      ...[line.d, line.from, line.to, line.p, line.q, String(line.holds)],
    ]),
  );
  return csvLine(head) + rows.join("");
}
