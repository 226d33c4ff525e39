import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { DIMENSIONS, figureQuestion, type FigureQuestion } from "../basis/index.ts";
import { dimensionLabels, readBasis, showBasis } from "../basis/index.ts";
import { DimensionsAnswer, type DimensionList, type Dimensions } from "./contract.ts";
import { valuesOf } from "./queries.ts";

/** How many values of a dimension are listed. */
const MOST = 100;

/** What orders can be told apart by, over HTTP. */
export function dimensionRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/figures/dimensions",
    {
      config: { access: "figures:read" },
      schema: { querystring: figureQuestion, response: { 200: DimensionsAnswer } },
    },
    (request) => dimensionList(context, request.query),
  );
}

async function dimensionList(context: Context, question: FigureQuestion): Promise<Dimensions> {
  const basis = await readBasis(context, question);
  const dimensions: DimensionList[] = [];
  for (const dimension of DIMENSIONS) {
    const rows = await valuesOf(context.facts, basis, dimension, MOST);
    // One value tells nothing apart.
    if (rows.length < 2) continue;
    const labels = await dimensionLabels(
      context.state,
      dimension,
      rows.map((row) => row.value),
    );
    dimensions.push({
      dimension,
      values: rows.map(({ value, orders }) => ({ value, label: labels.get(value) ?? value, orders })),
      more: Math.max(0, (rows[0]?.values ?? 0) - rows.length),
    });
  }
  return { basis: showBasis(basis), dimensions };
}
