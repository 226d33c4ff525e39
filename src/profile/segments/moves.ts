import type { ProfileId } from "../../core/ids.ts";

/**
 * Why somebody entered or left: what they did or was said of them, time alone, another rule or list,
 * or that profiles became one or came apart.
 */
export type MoveCause = "event" | "time" | "definition" | "merge";

/** Somebody entered a segment, or left it. */
export type Move = {
  readonly profile: ProfileId;
  readonly segment: number;
  readonly entered: boolean;
  readonly why: MoveCause;
  /** Of the rule. */
  readonly version: number;
};

/** Until when it is sure that time alone changes nothing of a customer, in milliseconds; null: for ever. */
export type Due = { readonly profile: ProfileId; readonly at: number | null };

/** What a tick found, as it is kept until it is in the facts. */
export type TickBody = {
  /** Milliseconds since 1970. */
  readonly asOf: number;
  readonly moves: readonly Move[];
  readonly dues: readonly Due[];
  /** `all`: the dues stand for every rule; `some`: an earlier one of other rules stays. */
  readonly duesOf: "all" | "some";
  /** Rows of segment_touched that it answers. */
  readonly touched: readonly number[];
  /** Profiles that could not be looked at yet, to be looked at again. */
  readonly again: readonly number[];
  /** Where the pass over all customers stands after it. */
  readonly pass: PassStep | null;
};

/** A step of the pass of some segments, each as of the version that was looked at. */
export type PassStep = {
  readonly segments: readonly { readonly id: number; readonly version: number }[];
  /** After which profile it went on. */
  readonly from: number;
  /** The last profile that was looked at; null when there are no more. */
  readonly after: number | null;
  readonly looked: number;
};

/** What changes between who is a member and who should be. `is` and `shall` hold numbers of segments. */
export function movesBetween(
  profile: ProfileId,
  is: ReadonlySet<number>,
  shall: ReadonlySet<number>,
  why: MoveCause,
  versions: ReadonlyMap<number, number>,
): Move[] {
  return [...versions]
    .filter(([segment]) => is.has(segment) !== shall.has(segment))
    .map(([segment, version]) => ({ profile, segment, entered: shall.has(segment), why, version }));
}
