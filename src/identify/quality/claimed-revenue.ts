import type { Context } from "../../core/context.ts";
import type { CountedOrder, CountedOrders } from "../../core/counted-orders-port.ts";
import type { ProfileId } from "../../core/ids.ts";
import { ZERO, parseMoney, type Money } from "../../core/money.ts";
import type { Period } from "./period.ts";
import { tiedSince, type Tied } from "./tied-queries.ts";
import { Top } from "./top.ts";
import type { Types } from "./types-queries.ts";

/** Revenue of orders that nobody known had placed when they came: all of it, and what has a customer now. */
export type Anonymous = { all: Money; claimed: Money };

/** Of the period and the one before, with the customers who claimed most. */
export type ClaimedRevenue = {
  readonly now: Anonymous;
  readonly before: Anonymous;
  readonly customers: readonly ProfileId[];
};

/** Sums the orders that were anonymous when they were placed. */
export async function claimedRevenue(
  context: Context,
  orders: CountedOrders,
  types: Types,
  period: Period,
): Promise<ClaimedRevenue> {
  const [now, before] = [none(), none()];
  const top = new Top();
  for await (const block of orders(context, period.before, period.to)) {
    const handles = [...new Set(block.map(({ handle }) => handle))];
    const ties = await tiedSince(context.state, types, handles);
    for (const order of block) {
      const tie = ties.get(order.handle);
      const revenue = parseMoney(order.revenue ?? "") ?? ZERO;
      if (!tie || !wasAnonymous(order, tie)) continue;
      const isNow = order.at >= period.from;
      const sum = isNow ? now : before;
      sum.all += revenue;
      if (!tie.known) continue;
      sum.claimed += revenue;
      if (isNow) top.add(tie.profileId, Number(revenue));
    }
  }
  return { now, before, customers: top.ids() };
}

const none = (): Anonymous => ({ all: ZERO, claimed: ZERO });

/** Whether no customer was tied to the order's handle when it was placed. */
export function wasAnonymous({ at }: CountedOrder, { known, since }: Tied): boolean {
  return !known || since === null || since > at;
}
