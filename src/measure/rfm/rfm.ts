import type { Context } from "../../core/context.ts";
import { type Money, parseMoney, showMoney, ZERO } from "../../core/money.ts";
import { VALUE_TIERS } from "../../core/figures-port.ts";
import {
  dayOf,
  type FigureBasis,
  type FigureQuestion,
  readBasis,
  readRestatements,
  showBasis,
} from "../basis/index.ts";
import { BUYER_KINDS, CLASSES, cellOf, RFM_CELLS } from "./cells.ts";
import { SQUARE } from "./classes-queries.ts";
import type { Rfm } from "./contract.ts";
import { classCounts, type Counts } from "./queries.ts";
import { scaleAt, showTiers } from "./scale.ts";
import { CUSTOMERS_NEEDED, thresholdsNow } from "./thresholds.ts";

/** How many customers are in each class, tier and kind, and what they brought. */
export async function rfm(context: Context, question: FigureQuestion): Promise<Rfm> {
  const basis = await readBasis(context, question);
  const thresholds = await thresholdsNow(context);
  const scale = await scaleAt(context, basis, thresholds?.thresholds ?? null);
  const [counts, restated] = await Promise.all([
    classCounts(context.facts, basis, scale),
    restatedSince(context, basis, basis.asOf),
  ]);
  const from = showTiers(scale.tiers);
  return {
    basis: showBasis(basis),
    definition: "rfm",
    ...sumOf(counts),
    needed: CUSTOMERS_NEEDED,
    thresholds,
    ...(thresholds ? byClass(counts) : { squares: [], cells: [], kinds: [] }),
    tiers: VALUE_TIERS.map((tier) => ({
      tier,
      from: tier === "other" ? null : from[tier],
      ...sumOf(counts.filter((row) => row.tier === tier)),
    })),
    unknownValue: sumOf(counts.filter((row) => !row.known)).customers,
    restated,
  };
}

function byClass(counts: readonly Counts[]): Pick<Rfm, "squares" | "cells" | "kinds"> {
  const squares = CLASSES.flatMap((r) =>
    CLASSES.map((f) => {
      const here = counts.filter(({ square }) => square === r * SQUARE + f);
      return { r, f, cell: cellOf(r, f), ...sumOf(here) };
    }),
  );
  return {
    squares,
    cells: RFM_CELLS.map((cell) => ({ cell, ...sumOf(squares.filter((one) => one.cell === cell)) })),
    kinds: BUYER_KINDS.map((kind) => ({ kind, ...sumOf(counts.filter((row) => row.kind === kind)) })),
  };
}

/** So many customers together, and what they paid, to the last digit. */
export function sumOf(rows: readonly { readonly customers: number; readonly revenue: string }[]): {
  customers: number;
  revenue: string;
} {
  const revenue = rows.reduce((sum: Money, row) => {
    const money = parseMoney(row.revenue);
    if (money === null) throw new Error(`more money than is counted: ${row.revenue}`);
    return sum + money;
  }, ZERO);
  return { customers: rows.reduce((sum, row) => sum + row.customers, 0), revenue: showMoney(revenue) };
}

/** What changed figures as of an instant after its day was closed. */
export async function restatedSince(
  context: Context,
  basis: FigureBasis,
  instant: number,
): Promise<Rfm["restated"]> {
  const restatements = await readRestatements(context, basis);
  const day = dayOf(instant - 1, basis.timeZone);
  return restatements([{ from: instant, to: instant, day }], "value");
}
