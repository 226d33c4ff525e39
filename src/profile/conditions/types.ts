/** What the two readings of a rule take and give. */
import type { FigureName, FiguresAsOf } from "../../core/customer-figures-port.ts";
import type { HandleId } from "../../core/ids.ts";
import type { Told } from "../../core/reason.ts";
import type { Sql } from "../../core/sql.ts";
import type { Leaf, Rule } from "./contract.ts";
import type { Moment } from "./moment.ts";

/** A rule under the number by which it is known. */
export type NumberedRule = { readonly id: number; readonly rule: Rule };

/** Whom to look at: everybody, or some by all their handles (so that only their rows are read). */
export type Scope = "all" | { readonly handles: readonly HandleId[] };

/** Sets and logs that rules name and others keep. */
export type Keepers = {
  /** The rules of segments, by number: a segment in a rule stands for its rule. */
  readonly segments: ReadonlyMap<number, Rule>;
  /** Rows (profile_id) of the members, by number. */
  readonly lists: ReadonlyMap<number, Sql>;
  /** The same of a persona, by its id; of one that is not found any more there are none. */
  readonly personas: (id: string) => Sql;
  /**
   * Rows (profile_id, segment_id, t in milliseconds, entered) of entries and exits, of everybody or of
   * whom all the handles are given; null: none are kept.
   */
  readonly moves: ((handles: readonly HandleId[] | null) => Sql) | null;
};

/** What rules hang on beside the customer, as of an instant: read once for any number of rules. */
export type Surroundings = Keepers & {
  readonly moment: Moment;
  readonly figures: FiguresAsOf;
  readonly figureNames: readonly FigureName[];
};

/** Where in a rule: keys and indices from the top. */
export type Path = readonly (string | number)[];

/** The customers with the greatest values of a figure. */
export type Top = Extract<Leaf, { top: unknown }>["top"];

/** What is wrong with a rule, and where. */
export type RuleProblem = { readonly path: Path; readonly words: Told };

/** Which rows can change whether somebody meets a rule; what is not named touches nobody. */
export type Needs = {
  /** Names of events, or all of them. */
  readonly events: ReadonlySet<string> | "all";
  readonly orders: boolean;
  readonly refunds: boolean;
  readonly traits: ReadonlySet<string>;
  readonly consents: boolean;
  /** What group calls of anybody's tell of accounts. */
  readonly accounts: boolean;
  /** Figures of the registry. */
  readonly figures: ReadonlySet<string>;
  /** Segments whose entries and exits are asked about. */
  readonly moves: ReadonlySet<number>;
  readonly lists: ReadonlySet<number>;
  readonly personas: ReadonlySet<string>;
  /** The tops by a figure that are asked about. */
  readonly tops: readonly Top[];
  /** Hangs on all customers together (top n, value tiers): looked at anew from time to time. */
  readonly everybody: boolean;
};

/** A row that decides. */
export type Evidence = { readonly what: string; readonly at: number; readonly id: string };

/** How one condition came out. */
export type LeafVerdict = {
  readonly path: Path;
  readonly holds: boolean;
  /** The earliest later instant, in milliseconds, at which it could change with no new row; null: never. */
  readonly until: number | null;
  /** The latest first, at most ten. */
  readonly evidence: readonly Evidence[];
};

/** Whether a customer meets a rule, until when that is sure, and how each condition came out. */
export type RuleVerdict = {
  readonly holds: boolean;
  readonly until: number | null;
  readonly leaves: readonly LeafVerdict[];
};
