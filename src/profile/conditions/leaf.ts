/** What each kind of condition means in memory; the same for the engine stands in `leaf-queries.ts`. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { accountVerdict } from "./account-queries.ts";
import { consentVerdict } from "./consent-queries.ts";
import type { Leaf, Matcher, Times, Total } from "./contract.ts";
import { didVerdict } from "./did-queries.ts";
import { edgeOf, edgeVerdict } from "./edge-queries.ts";
import { figureReading } from "./figure-queries.ts";
import type { History } from "./history.ts";
import { matchersOf } from "./needs.ts";
import { interestVerdict, tellingOf } from "./interest-queries.ts";
import type { Moment } from "./moment.ts";
import type { Verdict } from "./outcome-queries.ts";
import { ownOf, totalMeets } from "./own-queries.ts";
import type { OwnLeaf, Reading, WholeLeaf } from "./seen.ts";
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
  const { asOf } = moment;
  const stretch = stretchOf(leaf.within, moment);
  if ("did" in leaf && !stretch)
    return sinceReading(leaf.did, leaf.times ?? ONCE, leaf.within as Since, asOf);
  if (!stretch) throw new TypeError("a window without instants");
  if ("did" in leaf) return (seen) => didVerdict(seen.timesOf(leaf.did), leaf.times ?? ONCE, stretch);
  if ("sequence" in leaf)
    return (seen) =>
      sequenceVerdict(leaf.sequence, stretch, (matcher) => seen.timesOf(matcher).map(({ at }) => at), asOf);
  const [segment, entered] = "entered" in leaf ? [leaf.entered, true] : [leaf.left, false];
  return ({ moves }) =>
    didVerdict(
      moves.filter((move) => move.segment === segment && move.entered === entered),
      ONCE,
      stretch,
    );
}

function sinceReading(own: Matcher, times: Times, { since, whose }: Since, asOf: number): Reading {
  return (seen) => {
    const rows = { own: seen.timesOf(own), anchor: seen.timesOf(since) };
    const { stretch, until } = sinceStretch(whose, rows, asOf);
    return { holds: didVerdict(rows.own, times, stretch).holds, until };
  };
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
  if ("interest" in leaf) return interestVerdict(leaf, stretch, tellingOf(leaf.by).map(found));
  const edge = edgeOf(leaf);
  const verdict = edge && edgeVerdict(found(edge.of), edge, stretch, moment);
  if (!verdict) throw new TypeError("no such condition");
  return { holds: verdict.holds, until: until ?? verdict.until };
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
  return { value: held.value, until: until ?? held.until };
}

/** The stretch in which rows count; of one since another row also until when it is that. */
export function countedIn(
  leaf: Leaf,
  { found }: History,
  moment: Moment,
): { readonly stretch: Stretch; readonly until?: number } {
  const window = "within" in leaf ? leaf.within : undefined;
  const stretch = stretchOf(window, moment);
  if (stretch) return { stretch };
  const { since, whose } = window as Since;
  const [own] = matchersOf(leaf);
  return sinceStretch(whose, { own: own ? found(own) : [], anchor: found(since) }, moment.asOf);
}
