/**
 * What the identify stage asks of the measure stage, which comes after it: the orders that figures
 * count. `measure` offers an implementation, `capabilities.ts` hands it to `identify/quality`.
 */
import type { Context } from "./context.ts";
import type { HandleId } from "./ids.ts";

/** An order that figures count. */
export type CountedOrder = {
  readonly handle: HandleId;
  /** When it was placed, in milliseconds. */
  readonly at: number;
  /** Revenue before refunds in the workspace's currency, decimal text; null where a rate is missing. */
  readonly revenue: string | null;
};

/** The orders from an instant inclusive to one exclusive (milliseconds), in blocks. */
export type CountedOrders = (
  context: Context,
  from: number,
  to: number,
) => AsyncIterable<readonly CountedOrder[]>;
