import type { TrueIdentifier } from "./diary.ts";
import type { Shopper } from "./habits.ts";
import type { Reason } from "./life.ts";
import type { ShopOptions } from "./options.ts";
import { tell, type Story } from "./story.ts";

/** What is true of one customer. Times are milliseconds since 1970; money hundredths, as paid in total. */
export type CustomerTruth = {
  readonly customer: number;
  readonly name: string;
  readonly language: string;
  readonly country: string;
  /** Evidence ties all of these: they must end as one profile, and as nobody else's. */
  readonly linked: readonly TrueIdentifier[];
  /** The customer's too, but nothing that was sent says so: each stays a profile of its own. */
  readonly unlinked: readonly TrueIdentifier[];
  /** The kind of shopper: what they do most of the time. */
  readonly kind: Shopper;
  readonly joinedAt: number;
  /** Null while they stay. */
  readonly leftAt: number | null;
  readonly reason: Reason | null;
  readonly ordersAYear: number;
  readonly hazardAYear: number;
  readonly fadeAYear: number;
  readonly orders: readonly { orderId: string; at: number; total: number; refunded: number }[];
  readonly tickets: number;
  readonly events: number;
};

/** What is true of every customer of the shop, one at a time. */
export function* truthOf(options: ShopOptions): Generator<CustomerTruth> {
  for (let index = 0; index < options.customers; index += 1) yield truthOfStory(tell(options, index));
}

function truthOfStory({ customer, diary, moments }: Story): CustomerTruth {
  const { person, life, temper, habits } = customer;
  return {
    customer: person.index,
    name: person.name,
    language: person.language,
    country: person.country,
    linked: [...diary.linked.values()],
    unlinked: [...diary.unlinked.values()],
    kind: habits.kind,
    joinedAt: life.joinedAt,
    leftAt: life.leftAt,
    reason: life.reason,
    ordersAYear: temper.rate,
    hazardAYear: temper.hazard,
    fadeAYear: temper.fade,
    orders: diary.orders.map(({ orderId, at, basket, refunded }) => ({
      orderId,
      at,
      total: basket.total,
      refunded,
    })),
    tickets: life.troubles.length,
    events: moments.length,
  };
}
