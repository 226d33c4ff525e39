import type { ShopPersona } from "./contract.ts";
import type { BehaviourRow } from "./queries.ts";

/** Where the personas of a shop part from each other. */
export type Thresholds = {
  /** Visitors of one visit who saw no more pages than this have bounced. */
  readonly bouncePages: number;
  /** The value of one order from which on it is high; in the workspace's currency. */
  readonly highOrder: number;
  /** From so many orders on somebody buys again. */
  readonly repeatOrders: number;
};

/** Which persona of a shop a customer is now: exactly one, by the first that holds. */
export function shopPersona(
  {
    orders,
    revenue,
    carts,
    visits,
    views,
    looks,
  }: Pick<BehaviourRow, "orders" | "revenue" | "carts" | "visits" | "views" | "looks">,
  { bouncePages, highOrder, repeatOrders }: Thresholds,
): ShopPersona {
  if (orders >= repeatOrders) return "repeat";
  if (orders > 0) return revenue / orders >= highOrder ? "once_high" : "once_low";
  if (carts > 0) return "abandoner";
  return visits <= 1 && Math.max(views, looks) <= bouncePages ? "bounced" : "browser";
}
