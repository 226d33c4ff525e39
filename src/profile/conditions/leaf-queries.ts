/** What each kind of condition means to the engine; the same in memory stands in `leaf.ts`. */
import { sql } from "../../core/sql.ts";
import { consentOutcome } from "./consent-queries.ts";
import type { Leaf } from "./contract.ts";
import { didOutcome } from "./did-queries.ts";
import { figureOutcome } from "./figure-queries.ts";
import { FOR_EVER, type Outcome } from "./outcome-queries.ts";
import type { Plan } from "./plan.ts";
import { sinceOutcome } from "./since-queries.ts";
import { traitOutcome } from "./trait-queries.ts";
import { stretchOf } from "./window-queries.ts";

/** A condition for the engine. */
export function leafOutcome(leaf: Exclude<Leaf, { segment: number }>, plan: Plan): Outcome {
  const { moment, figureNames } = plan.around;
  if ("did" in leaf) return didLeaf(leaf, plan);
  if ("trait" in leaf) {
    plan.traitNames.add(leaf.trait);
    return traitOutcome(plan.traits, leaf.trait, leaf.is, moment);
  }
  if ("consent" in leaf) return consentOutcome(plan.consents, leaf.consent, leaf.is);
  if ("figure" in leaf) {
    const figure = figureNames.find(({ name }) => name === leaf.figure);
    if (!figure) throw new TypeError(`no figure ${leaf.figure}`);
    return figureOutcome(figure, plan.figure(leaf.figure), leaf.is, moment);
  }
  return { holds: sql`0`, until: FOR_EVER };
}

function didLeaf(leaf: Extract<Leaf, { did: unknown }>, plan: Plan): Outcome {
  const { moment } = plan.around;
  const times = leaf.times ?? { at_least: 1 };
  const stretch = stretchOf(leaf.within, moment);
  if (stretch) {
    const source = plan.sourceOf(leaf.did);
    return didOutcome(source.aggregates, source.flag(leaf.did), times, stretch);
  }
  if (!leaf.within || !("since" in leaf.within)) throw new TypeError("a window without instants");
  const { since: anchor, whose } = leaf.within;
  return sinceOutcome(
    { own: leaf.did, anchor, whose, times },
    (matcher) => plan.sourceOf(matcher),
    moment.asOf,
  );
}
