/**
 * What the profile stage shows of the measure stage, which comes after it: `measure` offers an
 * implementation, `main.ts` hands it to `profile/view`.
 */
import type { Context } from "./context.ts";
import type { ProfileId } from "./ids.ts";

/** Where a customer stands; `visitor` has not bought yet. The words are the glossary's. */
export const CUSTOMER_STATES = ["visitor", "new", "active", "slipping", "lost", "won_back"] as const;

/** One of {@link CUSTOMER_STATES}. */
export type CustomerState = (typeof CUSTOMER_STATES)[number];

/** The customers who together bring the top half of value are high, up to 80 % medium. */
export const VALUE_TIERS = ["high", "medium", "other"] as const;

/** One of {@link VALUE_TIERS}. */
export type ValueTier = (typeof VALUE_TIERS)[number];

/** What the orders of one customer say, as of an instant. Times are ISO in UTC, money decimal text. */
export type CustomerFigures = {
  readonly state: CustomerState;
  readonly tier: ValueTier | null;
  readonly orders: number;
  /** Revenue so far net of refunds, in the workspace's currency; null where a rate is missing. */
  readonly revenue: string | null;
  readonly firstOrderAt: string | null;
  readonly lastOrderAt: string | null;
  /** The median of the customer's own gaps between orders, in days; null below two orders. */
  readonly medianGapDays: number | null;
};

/** Which customers with orders to list, and how. */
export type CustomerListQuestion = {
  readonly sort: "revenue" | "orders" | "lastOrderAt" | "firstOrderAt";
  readonly descending: boolean;
  readonly states?: readonly CustomerState[];
  readonly tiers?: readonly ValueTier[];
  readonly minOrders?: number;
  /** Only these, e.g. the hits of a search; at most 1,000. */
  readonly ids?: readonly ProfileId[];
  readonly limit: number;
  /** How many to leave out from the top: pages are counted, since figures move under a cursor. */
  readonly offset: number;
};

/** The measure stage's answers about single customers. */
export type ProfileFigures = {
  /** Figures of the profiles named; a profile without orders has the state `visitor`. */
  of(context: Context, ids: readonly ProfileId[], asOf: number): Promise<Map<ProfileId, CustomerFigures>>;
  /** Customers with at least one order that counts, filtered and sorted, with their number in all. */
  list(
    context: Context,
    question: CustomerListQuestion,
    asOf: number,
  ): Promise<{ rows: { id: ProfileId; figures: CustomerFigures }[]; total: number }>;
};
