import { inboxBacklog } from "../../collect/inbox/index.ts";
import type { Context } from "../../core/context.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import { DAY_MS, type FigureBasis, keptAnswer, readBasis } from "../basis/index.ts";
import type { ThresholdsNow } from "./thresholds-contract.ts";
import { spreadOf, type Spread } from "./queries.ts";
import type { Thresholds } from "./thresholds-contract.ts";
import { keepFromData, type Version, versionsOf } from "./thresholds-store.ts";

/** Fewer customers than this give no thresholds: fifths of a handful would name chance. */
export const CUSTOMERS_NEEDED = 100;

/** Orders from which the classes of frequency begin, unless a person says otherwise. */
const USUAL_FREQUENCY = [2, 3, 5, 10];

/** What the data give: fifths of the customers by recency and by value; null with too few of them. */
export function fromSpread({ customers, lasts, paid, oneTime }: Spread, asOf: number): Thresholds | null {
  if (customers < CUSTOMERS_NEEDED || paid.length === 0) return null;
  return {
    recency: lasts.map((last) => Math.max(1, Math.ceil((asOf - last) / DAY_MS))),
    frequency: USUAL_FREQUENCY,
    monetary: [...paid],
    // Where nobody ordered once only, nobody is told apart by it either.
    oneTime: oneTime ?? "0",
  };
}

/** What the data of the whole business would give now, and of how many customers. */
export async function thresholdsOfData(
  { facts }: Context,
  basis: FigureBasis,
): Promise<{ thresholds: Thresholds | null; customers: number }> {
  const { revenue, currency, rates, countsClaimed } = basis;
  const question = `rfm spread ${JSON.stringify([revenue, currency, rates, countsClaimed])}`;
  // The instant goes with the answer: days are counted from it.
  const { spread, asOf } = await keptAnswer(facts, question, basis.amount, async () => ({
    spread: await spreadOf(facts, basis),
    asOf: basis.asOf,
  }));
  return { thresholds: fromSpread(spread, asOf), customers: spread.customers };
}

/**
 * The thresholds that stand; else the data's of now, which then stand. Null with too little data.
 * `given`: the basis, where it is at hand, since reading it takes a look at every order.
 */
export async function thresholdsNow(context: Context, given?: FigureBasis): Promise<ThresholdsNow | null> {
  const { state, clock } = context;
  const { currency } = given ?? (await readSettings(state));
  const [latest] = await versionsOf(state, currency, 1);
  const standing = latest && showVersion(latest);
  if (standing) return standing;
  const { thresholds } = await thresholdsOfData(context, given ?? (await readBasis(context, {})));
  if (thresholds === null) return null;
  const { imported } = await inboxBacklog(state);
  if (imported > 0) return { thresholds, chosenBy: "provisional", saidBy: null, saidAt: null };
  const kept = await keepFromData(state, currency, thresholds, clock.now());
  return kept && showVersion(kept);
}

/** A version as answers carry it; null where it set none. */
export function showVersion({ thresholds, chosenBy, saidBy, saidAt }: Version): ThresholdsNow | null {
  if (thresholds === null) return null;
  return { thresholds, chosenBy, saidBy: saidBy === "" ? null : saidBy, saidAt: saidAt.toISOString() };
}
