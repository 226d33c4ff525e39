import type { Context } from "../../core/context.ts";
import type { CustomerFiguresPort } from "../../core/customer-figures-port.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import type { Keepers, Surroundings } from "./types.ts";

/** Reads what rules hang on beside the customer, as of an instant in milliseconds. */
export async function surroundings(
  context: Context,
  port: CustomerFiguresPort,
  asOf: number,
  keepers: Keepers,
): Promise<Surroundings> {
  const { timeZone, firstWeekday } = await readSettings(context.state);
  return {
    ...keepers,
    moment: { asOf, timeZone, firstWeekday },
    figures: await port.asOf(context, asOf),
    figureNames: port.names,
  };
}
