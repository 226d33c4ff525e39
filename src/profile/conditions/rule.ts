/** The tree of a rule, as types. Safe in a browser. */
import type { Duration, Is, NumberIs } from "./is-contract.ts";
import type { Filter, Matcher, Window } from "./matcher-contract.ts";

/** How often something was done. */
export type Times =
  | { readonly at_least: number }
  | { readonly at_most: number }
  | { readonly exactly: number };

/** A step of a sequence: something done, or not done, within so long of the step before. */
export type Step =
  | { readonly did: Matcher; readonly within?: Duration | undefined }
  | { readonly not: Matcher; readonly within?: Duration | undefined };

/** How a total is reckoned. */
export const TOTALS = ["sum", "average", "min", "max", "distinct", "last"] as const;

/** One of {@link TOTALS}. */
export type TotalAs = (typeof TOTALS)[number];

/** So many times the customer's own total of the same rows and field, reckoned otherwise or at another time. */
export type OwnTimes = {
  readonly times: number;
  readonly own: { readonly as?: TotalAs | undefined; readonly within?: Window | undefined };
};

/** How a total compares: with a number, or with another one of the customer's own. */
export type TotalIs =
  | NumberIs
  | { readonly at_least: OwnTimes }
  | { readonly at_most: OwnTimes }
  | { readonly above: OwnTimes }
  | { readonly below: OwnTimes };

/** How strong an interest is: its share of all (0 to 1), or its place. */
export type InterestIs = { readonly share: number } | { readonly rank: number };

/** What the first or last row is like, and one of its items; at least one of both is told. */
type OfEdge = {
  readonly where?: readonly Filter[] | undefined;
  readonly item?: readonly Filter[] | undefined;
  readonly within?: Window | undefined;
};

/** One condition: what is looked at, and how it is compared. */
export type Leaf =
  | { readonly did: Matcher; readonly times?: Times | undefined; readonly within?: Window | undefined }
  | {
      readonly total: Matcher;
      readonly of: string;
      readonly as: TotalAs;
      readonly is: TotalIs;
      readonly within?: Window | undefined;
    }
  | ({ readonly first: Matcher } & OfEdge)
  | ({ readonly last: Matcher } & OfEdge)
  | { readonly sequence: readonly Step[]; readonly within?: Window | undefined }
  | { readonly trait: string; readonly is: Is }
  | { readonly consent: string; readonly is: "granted" | "refused" | "unknown" }
  | { readonly figure: string; readonly is: Is }
  | {
      readonly interest: "product" | "category";
      readonly of: readonly string[];
      readonly by: "viewed" | "bought" | "any";
      readonly is: InterestIs;
      readonly within?: Window | undefined;
    }
  | { readonly segment: number }
  | { readonly list: number }
  | { readonly persona: string }
  | { readonly entered: number; readonly within?: Window | undefined }
  | { readonly left: number; readonly within?: Window | undefined }
  | { readonly sample: { readonly percent: number; readonly seed: string } }
  | {
      readonly top:
        | { readonly by: string; readonly percent: number }
        | { readonly by: string; readonly count: number };
    }
  | { readonly account: Filter };

/** A condition on a total. */
export type Total = Extract<Leaf, { total: unknown }>;

/** A rule: conditions, joined by and, or, not. */
export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  | Leaf;
