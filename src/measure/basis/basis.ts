import type { Calendar } from "../../core/calendar.ts";
import type { CustomerSet } from "../../core/customer-sets-port.ts";
import type { Amount } from "./kept.ts";
import type { ActivityWindow, BasisAnswer, Dimension, FigureNote, Revenue } from "./contract.ts";

/** A rate that somebody entered: one unit of `currency` is `rate` units of the workspace's, from a day on. */
export type ExchangeRate = { readonly currency: string; readonly from: number; readonly rate: string };

/** Which orders count, at what value, as of when: all that a figure depends on beside its own formula. */
export type FigureBasis = Calendar & {
  /** Orders before this instant count. */
  readonly asOf: number;
  readonly currency: string;
  readonly revenue: Revenue;
  readonly window: ActivityWindow;
  readonly rates: readonly ExchangeRate[];
  /** Whether any order or refund is in another currency; if not, no conversion is worked out. */
  readonly foreign: boolean;
  /** Orders that only a public key claims count, since there are no others. */
  readonly countsClaimed: boolean;
  readonly dimension: { readonly name: Dimension; readonly value: string } | null;
  /** Only members of all of these are counted. */
  readonly who: readonly CustomerSet[];
  /** The start of the local day of the first order that counts. */
  readonly dataFrom: number | null;
  /** When the first order that counts was heard of; null without any. */
  readonly firstHeard: number | null;
  /** Customers who ordered first before this were already there; null where data and business began together. */
  readonly shownFrom: number | null;
  /** How much data there is: what is kept for a while is kept for this. */
  readonly amount: Amount;
  readonly notes: readonly FigureNote[];
};

/** A basis as answers carry it, with notes of the answer's own after the common ones. */
export function showBasis(basis: FigureBasis, notes: readonly FigureNote[] = []): BasisAnswer {
  return {
    asOf: new Date(basis.asOf).toISOString(),
    timeZone: basis.timeZone,
    currency: basis.currency,
    firstWeekday: basis.firstWeekday,
    window: basis.window,
    revenue: basis.revenue,
    dataFrom: basis.dataFrom === null ? null : new Date(basis.dataFrom).toISOString(),
    dimension: basis.dimension,
    who: basis.who.map(({ members: _members, mark: _mark, asOf, ...set }) => ({
      ...set,
      marks: [...set.marks],
      asOf: new Date(asOf).toISOString(),
    })),
    notes: [...basis.notes, ...notes],
  };
}

/** The same basis for all customers: what single ones are measured by does not hang on whom a question is held to. */
export function ofEverybody(basis: FigureBasis): FigureBasis {
  return { ...basis, who: [] };
}

/** What tells the sets that a basis is held to from others, or from the same with other members. */
export function whoKey({ who }: FigureBasis): string {
  return who.map(({ kind, id, mark }) => `${kind}:${id} ${mark}`).join(",");
}
