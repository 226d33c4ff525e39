import type { Context } from "../../core/context.ts";
import { asId, type ProfileId } from "../../core/ids.ts";
import { parseMoney } from "../../core/money.ts";
import { readBasis, showBasis } from "../basis/index.ts";
import { whoAre } from "../customers/index.ts";
import { VALUE_TIERS } from "../../core/figures-port.ts";
import { cellOfSquare, SQUARE } from "./classes-queries.ts";
import { type ListQuestion, type RfmCustomer, type RfmList, RfmSet } from "./list-contract.ts";
import { earlierThan } from "./earlier.ts";
import { countBuyers, listBuyers, type ListedRow } from "./list-queries.ts";
import { basisThen, scaleAt } from "./scale.ts";
import { thresholdsNow } from "./thresholds.ts";

/** The customers behind a square, a cell, a tier, a kind or a move between them. */
export async function rfmCustomers(
  context: Context,
  question: Omit<ListQuestion, "limit"> & { limit: number },
): Promise<RfmList> {
  const basis = await readBasis(context, question);
  const set = RfmSet.parse(question);
  const before = looksBack(set) ? earlierThan(basis, set.back ?? "month") : null;
  const thresholds = (await thresholdsNow(context))?.thresholds ?? null;
  const then = before === null ? null : await scaleAt(context, basisThen(basis, before), thresholds);
  const listed = { set, before, scale: { now: await scaleAt(context, basis, thresholds), before: then } };
  const [rows, { total, revenue }] = await Promise.all([
    listBuyers(context.facts, basis, listed, question),
    countBuyers(context.facts, basis, listed),
  ]);
  const shown = await present(context, rows, thresholds !== null);
  return {
    basis: showBasis(basis),
    set,
    before: before === null ? null : new Date(before).toISOString(),
    total,
    totalRevenue: revenue,
    rows: shown,
    consentCategories: [...new Set(shown.flatMap((row) => Object.keys(row.consent)))].sort(),
  };
}

function looksBack({ back, fromCell, fromTier, moved }: RfmSet): boolean {
  return [back, fromCell, fromTier, moved].some((asked) => asked !== undefined);
}

async function present(
  { state }: Context,
  rows: readonly ListedRow[],
  classed: boolean,
): Promise<RfmCustomer[]> {
  const ids = rows.map((row) => asId<ProfileId>(row.id));
  const who = await whoAre(state, ids);
  return rows.map((row) => {
    const { profileId, name, consent } = who(asId<ProfileId>(row.id));
    return {
      profileId,
      name,
      r: classed ? Math.floor(row.square / SQUARE) : null,
      f: classed ? row.square % SQUARE : null,
      m: row.m === 0 ? null : row.m,
      cell: classed ? cellOfSquare(row.square) : null,
      tier: row.tier,
      orders: row.orders,
      revenue: row.revenue,
      lastOrderAt: new Date(row.last).toISOString(),
      before: row.before && {
        cell: classed && row.before.tier !== "" ? cellOfSquare(row.before.square) : null,
        tier: row.before.tier === "" ? null : row.before.tier,
        revenue: row.before.tier === "" ? null : row.before.revenue,
      },
      fell: fellBecause(row),
      consent,
    };
  });
}

/** Why the tier is lower than it was; null where it is not. */
function fellBecause({ tier, revenue, before }: ListedRow): RfmCustomer["fell"] {
  if (!before || before.tier === "") return null;
  if (VALUE_TIERS.indexOf(tier) <= VALUE_TIERS.indexOf(before.tier)) return null;
  const [now, then] = [parseMoney(revenue ?? "0"), parseMoney(before.revenue ?? "0")];
  return now !== null && then !== null && now < then ? "value_fell" : "overtaken";
}
