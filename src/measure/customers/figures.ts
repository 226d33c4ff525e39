import type { Context } from "../../core/context.ts";
import type { CustomerFigures, CustomerListQuestion, ProfileFigures } from "../../core/figures-port.ts";
import { asId, type ProfileId } from "../../core/ids.ts";
import { handlesOf } from "../../identify/graph/index.ts";
import { type FigureBasis, gapFigures, keptAnswer, ofEverybody, readBasis } from "../basis/index.ts";
import { countStanding, listStanding, tierThresholds, type Listing, type StandingRow } from "./queries.ts";
import type { TierThresholds } from "./standing-queries.ts";

/** What single customers are measured by: the tiers of the whole business, and the group's rhythm. */
export type Scale = { readonly tiers: TierThresholds; readonly groupP90Days: number };

const keyOf = ({ dimension, revenue, currency, rates, countsClaimed }: FigureBasis) =>
  JSON.stringify([dimension, revenue, currency, rates, countsClaimed]);

/** From which value so far on customers are of high, of medium value, whomever the question is held to. */
export function tiersOf({ facts }: Context, given: FigureBasis): Promise<TierThresholds> {
  const basis = ofEverybody(given);
  return keptAnswer(facts, `tiers ${keyOf(basis)}`, basis.amount, () => tierThresholds(facts, basis));
}

/** Tiers and the group's 90th percentile of gaps, of all customers; where there are no gaps yet, the window stands for it. */
export async function scaleOf(context: Context, given: FigureBasis): Promise<Scale> {
  const basis = ofEverybody(given);
  const { facts } = context;
  const [tiers, gaps] = await Promise.all([
    tiersOf(context, basis),
    keptAnswer(facts, `gaps ${keyOf(basis)}`, basis.amount, () => gapFigures(facts, basis)),
  ]);
  return { tiers, groupP90Days: gaps.p90Days ?? basis.window.days };
}

/** A row as the profile pages and lists show it. */
export function showFigures(row: StandingRow): CustomerFigures {
  return {
    state: row.state,
    tier: row.tier,
    orders: row.orders,
    revenue: row.revenue,
    firstOrderAt: new Date(row.first).toISOString(),
    lastOrderAt: new Date(row.last).toISOString(),
    medianGapDays: row.median,
  };
}

const VISITOR: CustomerFigures = {
  state: "visitor",
  tier: null,
  orders: 0,
  revenue: "0",
  firstOrderAt: null,
  lastOrderAt: null,
  medianGapDays: null,
};

/** The measure stage's answers about single customers, for the profile stage. */
export const profileFigures: ProfileFigures = {
  async of(context, ids, asOf) {
    const handles = [...(await handlesOf(context.state, ids)).values()].flat().map((handle) => handle.id);
    const basis = await basisAt(context, asOf);
    const rows = await listStanding(context.facts, basis, await scaleOf(context, basis), {
      ...EVERYBODY,
      ids,
      handles,
      limit: ids.length,
    });
    const found = new Map(rows.map((row) => [row.id, showFigures(row)]));
    return new Map(ids.map((id) => [id, found.get(id) ?? VISITOR]));
  },
  async list(context, question, asOf) {
    const basis = await basisAt(context, asOf);
    return listCustomers(context, basis, question);
  },
};

/** As of now means as every page of figures means it: the end of the data where that lies far back. */
function basisAt(context: Context, asOf: number): Promise<FigureBasis> {
  return readBasis(context, asOf >= context.clock.now() ? {} : { asOf: new Date(asOf).toISOString() });
}

const EVERYBODY = { sort: "revenue", descending: true, offset: 0 } as const;

/** A page of customers with orders that count, and how many there are in all. */
export async function listCustomers(
  context: Context,
  basis: FigureBasis,
  question: CustomerListQuestion | Listing,
): Promise<{ rows: { id: ProfileId; figures: CustomerFigures }[]; total: number }> {
  const scale = await scaleOf(context, basis);
  const [rows, total] = await Promise.all([
    listStanding(context.facts, basis, scale, question),
    countStanding(context.facts, basis, scale, question),
  ]);
  return { rows: rows.map((row) => ({ id: asId<ProfileId>(row.id), figures: showFigures(row) })), total };
}
