/**
 * Rules to begin with, for shops, subscriptions and software. Names and descriptions stand in the
 * locales, by key. Events are named as Segment's specification names them.
 */
import type { Rule } from "../conditions/index.ts";
import type { LibraryAnswer, LIBRARY_GROUPS } from "./library-contract.ts";

type Ready = LibraryAnswer["ready"][number];
type Group = (typeof LIBRARY_GROUPS)[number];

const days = (n: number) => ({ days: n });
const last = (n: number) => ({ last: days(n) });
const event = (...names: string[]) => ({ what: "event" as const, names });
const order = { what: "order" as const };
const refund = { what: "refund" as const };
const never = { exactly: 0 };
const orders = (is: Extract<Rule, { figure: string }>["is"]): Rule => ({ figure: "orders", is });

const COMMERCE: Readonly<Record<string, Rule>> = {
  one_time_buyers: orders({ between: [1, 1] }),
  repeat_buyers: orders({ at_least: 2 }),
  never_bought: {
    all: [
      { did: order, times: never },
      { did: { what: "event" }, within: last(90) },
    ],
  },
  cart_abandoners: {
    all: [
      { did: event("Product Added"), within: last(7) },
      { did: order, times: never, within: { since: event("Product Added"), whose: "last" } },
    ],
  },
  checkout_abandoners: {
    all: [
      { did: event("Checkout Started"), within: last(7) },
      { did: order, times: never, within: { since: event("Checkout Started"), whose: "last" } },
    ],
  },
  viewed_not_bought: {
    all: [
      { did: event("Product Viewed"), times: { at_least: 3 }, within: last(14) },
      { did: order, times: never, within: last(14) },
    ],
  },
  silent_60_days: { all: [{ did: order }, { did: order, times: never, within: last(60) }] },
  new_this_month: { all: [orders({ between: [1, 1] }), { did: order, within: { this: "month" } }] },
  big_baskets: { total: order, of: "amount", as: "average", is: { at_least: 100 } },
  discount_only: {
    all: [{ did: order }, { not: { did: { ...order, where: [{ field: "discount", is: { at_most: 0 } }] } } }],
  },
  returned_much: { did: refund, times: { at_least: 2 }, within: last(180) },
  ready_for_second: {
    all: [
      orders({ between: [1, 1] }),
      { did: order, within: last(45) },
      { did: event("Product Viewed"), within: last(7) },
    ],
  },
  birthday_soon: { trait: "birthday", is: { anniversary: days(14) } },
};

const SUBSCRIPTION: Readonly<Record<string, Rule>> = {
  trial_ends_soon: { trait: "trial_ends_at", is: { coming: days(3) } },
  trial_not_active: {
    all: [
      { did: event("Trial Started"), within: last(14) },
      { did: { what: "event", kind: "track" }, times: { at_most: 3 }, within: last(14) },
    ],
  },
  payment_failed: {
    all: [
      { did: event("Payment Failed"), within: last(14) },
      {
        did: event("Payment Succeeded", "Order Completed"),
        times: never,
        within: { since: event("Payment Failed"), whose: "last" },
      },
    ],
  },
  renews_soon: { trait: "renews_at", is: { coming: days(14) } },
  cancelled_lately: { did: event("Subscription Cancelled"), within: last(30) },
  back_after_cancelling: {
    sequence: [{ did: event("Subscription Cancelled") }, { did: event("Subscription Started") }],
  },
  downgraded: { did: event("Subscription Downgraded"), within: last(90) },
  long_standing: {
    all: [
      { did: event("Subscription Started"), within: { longer_ago: days(365) } },
      { did: event("Subscription Cancelled"), times: never },
    ],
  },
};

const SAAS: Readonly<Record<string, Rule>> = {
  signed_up_not_activated: {
    all: [
      { did: event("Signed Up"), within: { longer_ago: days(3) } },
      { did: event("Activated"), times: never },
    ],
  },
  activated_in_a_week: {
    sequence: [{ did: event("Signed Up") }, { did: event("Activated"), within: days(7) }],
  },
  gone_quiet: {
    all: [
      { did: { what: "event" }, within: { longer_ago: days(30) } },
      { did: { what: "event" }, times: never, within: last(30) },
    ],
  },
  daily_users: { did: { what: "event", kind: "track" }, times: { at_least: 20 }, within: last(7) },
  invited_others: { did: event("Invite Sent", "User Invited"), times: { at_least: 1 }, within: last(30) },
  asked_for_help: {
    did: event("Ticket Created", "Support Requested"),
    times: { at_least: 2 },
    within: last(30),
  },
  no_email_consent: { consent: "email", is: "unknown" },
};

const of = (group: Group, rules: Readonly<Record<string, Rule>>): Ready[] =>
  Object.entries(rules).map(([key, rule]) => ({ key, group, rule }));

/** Rules to begin with. */
export const READY_RULES: readonly Ready[] = [
  ...of("commerce", COMMERCE),
  ...of("subscription", SUBSCRIPTION),
  ...of("saas", SAAS),
];
