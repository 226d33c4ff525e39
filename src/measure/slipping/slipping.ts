import type { Context } from "../../core/context.ts";
import { asId, type ProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { readBasis, showBasis } from "../basis/index.ts";
import { scaleOf, whoAre } from "../customers/index.ts";
import type { SlippingCustomer, SlippingList, SlippingQuestion, WhySlipping } from "./contract.ts";
import { slippingCustomers, slippingTotal, type SlippingFacts } from "./queries.ts";

/** From so many gaps of their own on, a customer's rhythm is called theirs. */
const OWN_RHYTHM = 5;

/** Customers who are active still but silent for longer than their own rhythm explains. */
export async function slippingList(
  context: Context,
  question: Omit<SlippingQuestion, "cursor" | "limit"> & { cursor?: string | undefined; limit: number },
): Promise<SlippingList> {
  const offset = readCursor(question.cursor);
  const basis = await readBasis(context, question);
  const scale = await scaleOf(context, basis);
  const [rows, { total, value }] = await Promise.all([
    slippingCustomers(context.facts, basis, scale, { ...question, offset }),
    slippingTotal(context.facts, basis, scale, question.tier),
  ]);
  const shown = await present(context, rows);
  const next = offset + rows.length;
  return {
    basis: showBasis(basis),
    definition: "slipping",
    groupP90Days: scale.groupP90Days,
    total,
    totalValue: value,
    rows: shown,
    consentCategories: [...new Set(shown.flatMap((row) => Object.keys(row.consent)))].sort(),
    nextCursor: next < total && rows.length > 0 ? `after-${next}` : null,
  };
}

/** A cursor counts the customers already seen. */
function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const seen = /^after-(\d{1,9})$/.exec(cursor)?.[1];
  if (seen !== undefined) return Number(seen);
  throw new Problem("invalid", "That is no cursor of this list.", {
    field: "cursor",
    fix: "Leave it out for the first page; take `nextCursor` of an answer for the next.",
  });
}

async function present({ state }: Context, rows: readonly SlippingFacts[]): Promise<SlippingCustomer[]> {
  const ids = rows.map((row) => asId<ProfileId>(row.id));
  const who = await whoAre(state, ids);
  return rows.map((row) => {
    const { profileId, name, consent } = who(asId<ProfileId>(row.id));
    return {
      profileId,
      name,
      tier: row.tier,
      value: row.value ?? "0",
      orders: row.orders,
      lastOrderAt: new Date(row.last).toISOString(),
      daysSinceLastOrder: row.silent,
      medianGapDays: row.median,
      reason: why(row),
      consent,
    };
  });
}

/** What a customer usually does is the median of their own gaps; with none, the group's threshold stands for it. */
function why(row: SlippingFacts): WhySlipping {
  return {
    code: row.gaps >= OWN_RHYTHM ? "own_rhythm" : "few_orders",
    silentDays: row.silent,
    usualDays: row.median ?? row.threshold,
    thresholdDays: row.threshold,
    gaps: row.gaps,
  };
}

/** The reason in English words, for files. */
export function reasonInWords({ code, silentDays, usualDays, thresholdDays }: WhySlipping): string {
  const days = (value: number) => `${Math.round(value)} days`;
  const rhythm =
    code === "own_rhythm"
      ? `Usually orders every ${days(usualDays)}`
      : `Has ordered few times, about every ${days(usualDays)}`;
  return `${rhythm}; silent for ${days(silentDays)}, longer than the ${days(thresholdDays)} that are usual at most.`;
}
