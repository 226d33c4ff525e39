import type { Context } from "../../core/context.ts";
import type { FigureQuestion } from "../basis/index.ts";
import {
  defaultWindow,
  gapFigures,
  keptAnswer,
  lastComplete,
  readBasis,
  showBasis,
  showSpan,
  whoKey,
} from "../basis/index.ts";
import { reconcile, reconciliationRow } from "../retention/index.ts";
import type { Windows } from "./contract.ts";

/** Windows that are always shown beside the current one, in days. */
const COMMON = [30, 90, 365];

/** What 30, 90 and 365 days, the current window and the data's own would give for the last complete month. */
export async function windowChoices(context: Context, question: FigureQuestion): Promise<Windows> {
  const basis = await readBasis(context, question);
  const span = lastComplete("month", basis, basis.asOf);
  const gaps = await keptAnswer(
    context.facts,
    `rhythm ${JSON.stringify([basis.dimension, whoKey(basis)])}`,
    basis.amount,
    () => gapFigures(context.facts, basis),
  );
  const defaultDays = defaultWindow(gaps);
  const all = new Set([...COMMON, basis.window.days, ...(defaultDays === null ? [] : [defaultDays])]);
  const options: Windows["options"] = [];
  for (const days of [...all].sort((left, right) => left - right)) {
    const { opening, closing, lost, retention, reason } = await option(context, question, days);
    const marks = { current: days === basis.window.days, fromData: days === defaultDays };
    options.push({ days, ...marks, opening, closing, lost, retention, reason });
  }
  return {
    basis: showBasis(basis),
    definition: "active",
    bounds: showSpan(span),
    rhythm: { gaps: gaps.gaps, medianDays: gaps.medianDays, p90Days: gaps.p90Days, defaultDays },
    options,
  };
}

async function option(context: Context, question: FigureQuestion, days: number) {
  const basis = await readBasis(context, { ...question, window: days });
  const span = lastComplete("month", basis, basis.asOf);
  const [counts] = await reconcile(context.facts, basis, [span]);
  if (!counts) throw new Error("a period without its counts");
  return reconciliationRow(span, counts, basis);
}
