/** What the memory reading looks at of one customer, whether read alone or with many others. */
import type { Movement } from "../../core/customer-figures-port.ts";
import type { ProfileId } from "../../core/ids.ts";
import type { Leaf, Matcher } from "./contract.ts";
import type { Move, SaidConsent, SaidTrait } from "./history.ts";
import type { Verdict } from "./outcome-queries.ts";

/** A condition that stands for itself. */
export type OwnLeaf = Exclude<Leaf, { segment: number }>;

/** A condition on more of rows than when they happened, or on a set of customers that is worked out of all. */
export type WholeLeaf = Extract<
  OwnLeaf,
  | { total: unknown }
  | { first: unknown }
  | { last: unknown }
  | { interest: unknown }
  | { persona: unknown }
  | { top: unknown }
  | { account: unknown }
>;

const WHOLE = ["total", "first", "last", "interest", "persona", "top", "account"] as const;

/** Whether a condition is a {@link WholeLeaf}. */
export function isWhole(leaf: OwnLeaf): leaf is WholeLeaf {
  return WHOLE.some((kind) => Object.hasOwn(leaf, kind));
}

/** Anything that happened at an instant, in milliseconds. */
export type Timed = { readonly at: number };

/** One customer, as conditions look at them. */
export type Seen = {
  readonly profileId: ProfileId;
  /** When anything was first heard of the customer. */
  readonly firstAt: number;
  /** When what a matcher finds happened, ascending: all of it, or as much as conditions hang on. */
  timesOf(matcher: Matcher): readonly Timed[];
  readonly traits: readonly SaidTrait[];
  readonly consents: readonly SaidConsent[];
  readonly movements: readonly Movement[];
  readonly moves: readonly Move[];
  readonly lists: ReadonlySet<number>;
  whole(leaf: WholeLeaf): Verdict;
};

/** Reads something of customers in memory; what is the same for all of them is worked out once. */
export type Reading = (seen: Seen) => Verdict;
