import { undoneOrders, type Undone } from "../../collect/imports/index.ts";
import type { Context } from "../../core/context.ts";
import { type FigureBasis, whoKey } from "./basis.ts";
import { dayOf, shiftPeriod, type Span } from "../../core/calendar.ts";
import type { FigureNote, Restated } from "./contract.ts";
import { keptAnswer } from "./kept.ts";
import { type Heard, heardLate, mergedLate } from "./restated-queries.ts";

/** A period is closed so many days after its last. */
const CLOSED_AFTER_DAYS = 3;

/**
 * What a figure is made of. `customers`: all orders up to the period's end, and who is one person.
 * `value`: refunds too. `revenue`: orders and refunds in the period, whoever made them.
 */
export type MadeOf = "customers" | "value" | "revenue";

/** What restated the figures of periods after they were closed, all together; null where nothing did. */
export type Restatements = (spans: readonly Span[], madeOf: MadeOf) => Restated | null;

/**
 * Tells which periods were restated. A period is closed three days after its end, or after the day on
 * which the workspace heard of its first orders, whichever is later: before that nobody had a figure
 * of it, and an import brings history.
 */
export async function readRestatements({ facts, state }: Context, basis: FigureBasis): Promise<Restatements> {
  const { firstHeard, timeZone, countsClaimed, dimension } = basis;
  if (firstHeard === null) return () => null;
  const question = `heard late ${JSON.stringify([timeZone, countsClaimed, dimension, firstHeard, whoKey(basis)])}`;
  const heard = await keptAnswer(facts, question, basis.amount, async () => [
    ...(await heardLate(facts, basis, firstHeard)),
    ...(await mergedLate(facts, basis, firstHeard)),
  ]);
  const undone = await undoneOrders(state, timeZone);
  return (spans, madeOf) => {
    const closings = spans.map((span) => closing(span, basis, dayOf(firstHeard, timeZone), madeOf));
    const found = { orders: 0, refunds: 0, merges: 0, undone: 0 };
    for (const one of heard) {
      if (COUNTED[madeOf].has(one.kind) && closings.some((closed) => restates(one, closed)))
        found[one.kind] += one.n;
    }
    for (const one of undone) {
      if (COUNTED[madeOf].has(one.kind) && closings.some((closed) => wasIn(one, closed)))
        found.undone += one.n;
    }
    return Object.values(found).some((n) => n > 0) ? found : null;
  };
}

const COUNTED: Record<MadeOf, ReadonlySet<Heard["kind"]>> = {
  customers: new Set(["orders", "merges"]),
  value: new Set(["orders", "refunds", "merges"]),
  revenue: new Set(["orders", "refunds"]),
};

/** Days: from the first to the last that a figure counts, and the one from which on it stood closed. */
type Closing = { readonly from: string; readonly last: string; readonly closed: string };

function closing(span: Span, { asOf, timeZone }: FigureBasis, known: string, madeOf: MadeOf): Closing {
  const last = dayOf(Math.min(span.to, asOf) - 1, timeZone);
  return {
    from: madeOf === "revenue" ? span.day : "",
    last,
    closed: shiftPeriod(last > known ? last : known, "day", 1 + CLOSED_AFTER_DAYS),
  };
}

function restates({ day, heard }: Heard, { from, last, closed }: Closing): boolean {
  return day >= from && day <= last && heard >= closed;
}

/** Whether it stood in the figure as that was closed, and went after. What had come late itself is as before. */
function wasIn({ day, heard, undone }: Undone, { from, last, closed }: Closing): boolean {
  return day >= from && day <= last && heard < closed && undone >= closed;
}

/** For each of the periods what restated it, and the note that goes with them. */
export async function restatedPeriods(
  context: Context,
  basis: FigureBasis,
  spans: readonly Span[],
  madeOf: MadeOf,
): Promise<{ restated: (Restated | null)[]; notes: FigureNote[] }> {
  const restatements = await readRestatements(context, basis);
  const restated = spans.map((span) => restatements([span], madeOf));
  const all = restatements(spans, madeOf);
  const periods = restated.filter((one) => one !== null).length;
  return { restated, notes: all ? [{ code: "restated", periods, ...all }] : [] };
}
