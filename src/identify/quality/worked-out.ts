import type { Context } from "../../core/context.ts";
import type { CountedOrders } from "../../core/counted-orders-port.ts";
import type { State } from "../../core/state.ts";
import { claimedRevenue, type ClaimedRevenue } from "./claimed-revenue.ts";
import { knownEvents, type KnownEvents } from "./known.ts";
import { periodUpTo, type Period } from "./period.ts";
import { identifierCounts, type IdentifierCounts } from "./profile-queries.ts";
import { typesOf, type Types } from "./types-queries.ts";

/** What takes a look at every event, order or identifier: worked out now and then. */
export type WorkedOut = {
  readonly period: Period;
  readonly types: Types;
  readonly seen: KnownEvents;
  readonly revenue: ClaimedRevenue;
  readonly identifiers: IdentifierCounts;
};

/** For so long an answer is kept; where there are very many customers, for longer. */
const MINUTE = 60_000;
const LONG = 15 * MINUTE;
const MANY = 100_000;

type Kept = {
  readonly at: number;
  readonly asOf: number;
  readonly answer: Promise<WorkedOut>;
  for: number;
};

/** By the state that they were worked out from; the last few instants asked for. */
const kept = new WeakMap<State, Kept[]>();
const MOST = 10;

/** The page's heavy part as of an instant; of now, the last minute's where there is one. */
export function workedOut(
  context: Context,
  orders: CountedOrders,
  asked: string | undefined,
): Promise<WorkedOut> {
  const now = context.clock.now();
  const fresh = (kept.get(context.state) ?? []).filter((one) => now - one.at < one.for);
  const wanted = asked === undefined ? null : Math.min(Date.parse(asked), now);
  const found = fresh.findLast(({ asOf, at }) => (wanted === null ? asOf === at : asOf === wanted));
  if (found) return found.answer;
  const answer = workOut(context, orders, wanted ?? now);
  const one: Kept = { at: now, asOf: wanted ?? now, answer, for: MINUTE };
  kept.set(context.state, [...fresh, one].slice(-MOST));
  answer.then(
    ({ seen }) => {
      if (seen.now.known + seen.now.visitors > MANY) one.for = LONG;
    },
    // What failed is asked anew.
    () =>
      kept.set(
        context.state,
        (kept.get(context.state) ?? []).filter((other) => other !== one),
      ),
  );
  return answer;
}

async function workOut(context: Context, orders: CountedOrders, asOf: number): Promise<WorkedOut> {
  const period = periodUpTo(asOf);
  const types = await typesOf(context.state);
  const [seen, revenue, identifiers] = await Promise.all([
    knownEvents(context, types, period),
    claimedRevenue(context, orders, types, period),
    identifierCounts(context.state, types, period),
  ]);
  return { period, types, seen, revenue, identifiers };
}
