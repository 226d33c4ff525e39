/** What the two readings of a rule take and give. */
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { Told } from "../../core/reason.ts";
import type { Sql } from "../../core/sql.ts";
import type { Rule } from "./contract.ts";

/** A rule under a number by which its column is found again. */
export type CompiledRule = { readonly id: number; readonly rule: Rule };

/** Whom to look at: everybody, or some by all their handles (so that only these are read). */
export type Scope = "all" | { readonly handles: readonly HandleId[] };

/** What rules may name: what is known of the workspace at the time of checking or asking. */
export type Known = {
  /** The rules of segments, by number: a segment in a rule stands for its rule. */
  readonly segments: ReadonlyMap<number, Rule>;
  readonly lists: ReadonlySet<number>;
  readonly personas: ReadonlySet<number>;
};

/** What a rule's meaning hangs on beside the customer: read once, for any number of rules. */
export type Surroundings = {
  readonly timeZone: string;
  /** ISO weekday, 1 Monday … 7 Sunday. */
  readonly firstWeekday: number;
  /** Orders that only a public key claims count, since there are no others. */
  readonly countsClaimed: boolean;
  readonly segments: ReadonlyMap<number, Rule>;
  /** Rows (profile_id) of a list's members, by its number. */
  readonly lists: ReadonlyMap<number, Sql>;
  readonly personas: ReadonlyMap<number, Sql>;
};

/** What is wrong with a rule, and where. */
export type RuleProblem = { readonly path: readonly (string | number)[]; readonly words: Told };

/** Which rows can change whether somebody meets a rule; what is not named touches nobody. */
export type Needs = {
  /** Names of events, or all of them. */
  readonly events: ReadonlySet<string> | "all";
  readonly orders: boolean;
  readonly refunds: boolean;
  readonly traits: ReadonlySet<string>;
  readonly consents: boolean;
  /** Figures of the registry. */
  readonly figures: ReadonlySet<string>;
  /** Segments whose entries and exits are asked about. */
  readonly moves: ReadonlySet<number>;
  readonly lists: ReadonlySet<number>;
  readonly personas: ReadonlySet<number>;
  /** Hangs on all customers together (top n, value tiers): looked at anew from time to time. */
  readonly everybody: boolean;
};

/** How one condition came out. */
export type LeafVerdict = {
  readonly path: readonly (string | number)[];
  readonly holds: boolean;
  /** The earliest later instant, in milliseconds, at which it could change with no new row; null: never. */
  readonly until: number | null;
  /** The rows that decide, the latest first, at most ten. */
  readonly evidence: readonly { readonly what: string; readonly at: number; readonly id: string }[];
};

/** Whether a customer meets a rule, and until when that is sure. */
export type Verdict = {
  readonly holds: boolean;
  readonly until: number | null;
  readonly leaves: readonly LeafVerdict[];
  /** Of the customer; null where nothing of them is known yet. */
  readonly profileId: ProfileId | null;
};
