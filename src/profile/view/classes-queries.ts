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

const NAMES = ["rfm_cell", "recency_class", "frequency_class", "monetary_class"];

/** The classes of the owner of these handles; null without orders, and before thresholds stand. */
export async function classesOf(
  context: Context,
  port: CustomerFiguresPort,
  handles: readonly HandleId[],
  asOf: number,
): Promise<Classes | null> {
  const figures = await port.asOf(context, asOf);
  const [row] = await context.facts.query<{
    value_0: string | null;
    value_1: number | null;
    value_2: number | null;
    value_3: number | null;
  }>(figures.rows(NAMES, handles));
  if (!row?.value_0 || row.value_1 === null || row.value_2 === null) return null;
  return { cell: row.value_0, r: row.value_1, f: row.value_2, m: row.value_3 };
}
