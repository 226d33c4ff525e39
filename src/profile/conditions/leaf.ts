/** What each kind of condition means in memory; the same for the engine stands in `leaf-queries.ts`. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { accountVerdict } from "./account-queries.ts";
import { consentVerdict } from "./consent-queries.ts";
import type { Leaf, Matcher, Total } from "./contract.ts";
import { didVerdict } from "./did-queries.ts";
import { edgeOf, edgeVerdict } from "./edge-queries.ts";
import { figureReading } from "./figure-queries.ts";
import type { History } from "./history.ts";
import { ownMatchers } from "./needs.ts";
import { interestVerdict, tellingOf } from "./interest-queries.ts";
import type { Moment } from "./moment.ts";
import type { Verdict } from "./outcome-queries.ts";
import { ownOf, totalMeets } from "./own-queries.ts";
import type { OwnLeaf, Reading, Seen, Timed, WholeLeaf } from "./seen.ts";
import { isWhole } from "./seen.ts";
import { sequenceVerdict } from "./sequence-queries.ts";
import { isInSample, topKey } from "./set-queries.ts";
import { sinceStretch, type Since } from "./since-queries.ts";
import { totalHeld, type TotalHeld } from "./total-queries.ts";
import { traitReading } from "./trait-queries.ts";
import type { Surroundings } from "./types.ts";
import { stretchOf, type Stretch } from "./window-queries.ts";

const ONCE = { at_least: 1 } as const;

/** Reads a condition in memory; what is the same for all customers is worked out once. */
export function leafReading(leaf: OwnLeaf, around: Surroundings): Reading {
  const { moment, figures } = around;
  if (isWhole(leaf)) return (seen) => seen.whole(leaf);
  if ("trait" in leaf) {
    const read = traitReading(leaf.trait, leaf.is, moment);
    return ({ traits }) => read(traits);
  }
  if ("consent" in leaf)
    return ({ consents }) => consentVerdict(consents, leaf.consent, leaf.is, moment.asOf);
  if ("figure" in leaf) {
    const figure = around.figureNames.find(({ name }) => name === leaf.figure);
    if (!figure) throw new TypeError(`no figure ${leaf.figure}`);
    const read = figureReading(figure, figures, leaf.is, moment);
    return ({ movements }) => read(movements);
  }
  if ("sample" in leaf)
    return ({ profileId }) => ({ holds: isInSample(leaf.sample, profileId), until: NEVER });
  if ("list" in leaf) return ({ lists }) => ({ holds: lists.has(leaf.list), until: NEVER });
  return timesReading(leaf, around);
}

type TimesLeaf = Extract<
  OwnLeaf,
  { did: unknown } | { sequence: unknown } | { entered: unknown } | { left: unknown }
>;

/** A condition on when the customer's own rows happened. */
function timesReading(leaf: TimesLeaf, { moment }: Surroundings): Reading {
  const fixed = stretchOf(leaf.within, moment);
  return (seen) => {
    const { stretch, until } = fixed
      ? { stretch: fixed, until: NEVER }
      : sinceOf(leaf, leaf.within as Since, seen, moment.asOf);
    const verdict = timesVerdict(leaf, stretch, seen, moment.asOf);
    return { holds: verdict.holds, until: Math.min(verdict.until, until) };
  };
}

function timesVerdict(leaf: TimesLeaf, stretch: Stretch, seen: Seen, asOf: number): Verdict {
  if ("did" in leaf) return didVerdict(seen.timesOf(leaf.did), leaf.times ?? ONCE, stretch);
  if (!("sequence" in leaf)) return didVerdict(movesIn(leaf, seen), ONCE, stretch);
  const timesOf = (matcher: Matcher) => seen.timesOf(matcher).map(({ at }) => at);
  return sequenceVerdict(leaf.sequence, stretch, timesOf, asOf);
}

/** Entries into a segment, or exits; of other conditions none. */
function movesIn(leaf: Leaf, { moves }: Pick<Seen, "moves">): readonly Timed[] {
  const [segment, entered] =
    "entered" in leaf ? [leaf.entered, true] : "left" in leaf ? [leaf.left, false] : [null, false];
  return moves.filter((move) => move.segment === segment && move.entered === entered);
}

/** The stretch since another row of the customer's own, by all rows that the condition looks at. */
function sinceOf(
  leaf: Leaf,
  { since, whose }: Since,
  seen: Pick<Seen, "timesOf" | "moves">,
  asOf: number,
): ReturnType<typeof sinceStretch> {
  const own = ownMatchers(leaf).flatMap((matcher) => seen.timesOf(matcher));
  const rows = { own: [...own, ...movesIn(leaf, seen)], anchor: seen.timesOf(since) };
  return sinceStretch(whose, rows, asOf);
}

/** A condition that looks at more of rows than their times, by a whole history. */
export function wholeVerdict(leaf: WholeLeaf, history: History, { moment }: Surroundings): Verdict {
  const { personas, tops, found } = history;
  if ("persona" in leaf) return { holds: personas.has(leaf.persona), until: NEVER };
  if ("account" in leaf) {
    const { holds, until } = accountVerdict(leaf.account, found({ what: "event" }), history.calls, moment);
    return { holds, until };
  }
  if ("top" in leaf) {
    const top = tops.get(topKey(leaf.top));
    return { holds: top?.isIn ?? false, until: top?.until ?? NEVER };
  }
  if ("total" in leaf) return totalVerdict(leaf, history, moment);
  const { stretch, until } = countedIn(leaf, history, moment);
  const edge = edgeOf(leaf);
  const verdict =
    "interest" in leaf
      ? interestVerdict(leaf, stretch, tellingOf(leaf.by).map(found))
      : edge && edgeVerdict(found(edge.of), edge, stretch, moment);
  if (!verdict) throw new TypeError("no such condition");
  return { holds: verdict.holds, until: Math.min(until, verdict.until) };
}

function totalVerdict(leaf: Total, history: History, moment: Moment): Verdict {
  const found = totalIn(leaf, history, moment);
  const own = ownOf(leaf);
  const other = own && totalIn(own, history, moment);
  return {
    holds: totalMeets(leaf.is, found.value, other && other.value),
    until: Math.min(found.until, other?.until ?? NEVER),
  };
}

function totalIn(total: Total, history: History, moment: Moment): TotalHeld {
  const { stretch, until } = countedIn(total, history, moment);
  const held = totalHeld(history.found(total.total), total, stretch, moment);
  return { value: held.value, until: Math.min(until, held.until) };
}

/** The stretch in which rows count, and of one since another row until when it is that. */
export function countedIn(
  leaf: Leaf,
  { found, moves }: History,
  moment: Moment,
): { readonly stretch: Stretch; readonly until: number } {
  const window = "within" in leaf ? leaf.within : undefined;
  const stretch = stretchOf(window, moment);
  if (stretch) return { stretch, until: NEVER };
  return sinceOf(leaf, window as Since, { timesOf: found, moves }, moment.asOf);
}
