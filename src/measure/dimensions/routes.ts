import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { CUSTOMER_SET_KINDS } from "../../core/customer-sets-port.ts";
import { DIMENSIONS, figureQuestion, type FigureQuestion } from "../basis/index.ts";
import { dimensionLabels, readBasis, setsOf, showBasis } from "../basis/index.ts";
import { DimensionsAnswer, WhoAnswer, type DimensionList, type Dimensions, type Who } from "./contract.ts";
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
  app.get(
    "/api/v1/figures/who",
    { config: { access: "figures:read" }, schema: { response: { 200: WhoAnswer } } },
    () => who(context),
  );
}

async function who(context: Context): Promise<Who> {
  const all = await Promise.all(CUSTOMER_SET_KINDS.map((kind) => setsOf(kind).all(context)));
  return { sets: all.flat() };
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
