import type { Context } from "../../core/context.ts";
import type { CustomerFiguresPort } from "../../core/customer-figures-port.ts";
import type { HandleId } from "../../core/ids.ts";

/** How lately, how often and for how much a customer bought, as classes from 1 to 5. */
export type Classes = {
  readonly cell: string;
  readonly r: number;
  readonly f: number;
  /** Null where no amount has a rate. */
  readonly m: number | null;
};

/** Where a buyer stands among all others. */
export type Standing = {
  readonly tier: string | null;
  /** Null before thresholds stand. */
  readonly rfm: Classes | null;
};

const NAMES = ["rfm_cell", "recency_class", "frequency_class", "monetary_class", "tier"];

/** Where the owner of these handles stands; null without orders. */
export async function classesOf(
  context: Context,
  port: CustomerFiguresPort,
  handles: readonly HandleId[],
  asOf: number,
): Promise<Standing | null> {
  const figures = await port.asOf(context, asOf);
  const [row] = await context.facts.query<{
    value_0: string | null;
    value_1: number | null;
    value_2: number | null;
    value_3: number | null;
    value_4: string | null;
  }>(figures.rows(NAMES, handles));
  if (!row) return null;
  const { value_0: cell, value_1: r, value_2: f, value_3: m } = row;
  const isKnown = cell && r !== null && f !== null;
  return { tier: row.value_4 || null, rfm: isKnown ? { cell, r, f, m } : null };
}
