/** What each kind of condition means to the engine; the same in memory stands in `leaf.ts`. */
import { sql, type Sql } from "../../core/sql.ts";
import { consentOutcome } from "./consent-queries.ts";
import type { Leaf, Matcher } from "./contract.ts";
import { didOutcome } from "./did-queries.ts";
import { edgeOutcome } from "./edge-queries.ts";
import { figureOutcome } from "./figure-queries.ts";
import { interestOutcome } from "./interest-queries.ts";
import { FOR_EVER, type Outcome } from "./outcome-queries.ts";
import type { Plan } from "./plan.ts";
import { sequenceOutcome } from "./sequence-queries.ts";
import { inSample, topMoves, topRows } from "./set-queries.ts";
import { sinceOutcome } from "./since-queries.ts";
import { totalOutcome } from "./total-queries.ts";
import { traitOutcome } from "./trait-queries.ts";
import { stretchOf } from "./window-queries.ts";

/** A condition that stands for itself. */
type OwnLeaf = Exclude<Leaf, { segment: number } | { account: unknown }>;

/** A condition for the engine, and on which level its columns stand: the lowest unless told. */
export function leafOutcome(leaf: OwnLeaf, plan: Plan): Outcome & { readonly level?: number } {
  const { moment } = plan.around;
  if ("trait" in leaf) {
    plan.traitNames.add(leaf.trait);
    return traitOutcome(plan.traits, leaf.trait, leaf.is, moment);
  }
  if ("consent" in leaf) return consentOutcome(plan.consents, leaf.consent, leaf.is);
  if ("figure" in leaf) {
    const figure = plan.around.figureNames.find(({ name }) => name === leaf.figure);
    if (!figure) throw new TypeError(`no figure ${leaf.figure}`);
    return figureOutcome(figure, plan.figure(leaf.figure), leaf.is, moment);
  }
  return setOutcome(leaf, plan) ?? rowsOutcome(leaf as RowsLeaf, plan);
}

/** A condition that is a set of customers. */
function setOutcome(leaf: OwnLeaf, { around }: Plan): Outcome | null {
  if ("sample" in leaf) return { holds: inSample(leaf.sample), until: FOR_EVER };
  if ("top" in leaf) {
    const { figures } = around;
    return {
      holds: sql`(profile_id IN (${topRows(leaf.top, figures)}))`,
      until: topMoves(leaf.top, figures),
    };
  }
  const set =
    "list" in leaf
      ? around.lists.get(leaf.list)
      : "persona" in leaf
        ? around.personas.get(leaf.persona)
        : null;
  if (set === undefined) throw new TypeError("no such set of customers");
  return set && { holds: sql`(profile_id IN (SELECT profile_id FROM (${set})))`, until: FOR_EVER };
}

type RowsLeaf = Extract<
  OwnLeaf,
  | { did: unknown }
  | { total: unknown }
  | { first: unknown }
  | { last: unknown }
  | { sequence: unknown }
  | { interest: unknown }
  | { entered: unknown }
  | { left: unknown }
>;

/** A condition on the customer's own rows. */
function rowsOutcome(leaf: RowsLeaf, plan: Plan): Outcome & { readonly level?: number } {
  const { moment } = plan.around;
  const sourceOf = (matcher: Matcher) => plan.sourceOf(matcher);
  const stretch = stretchOf(leaf.within, moment);
  if (!stretch) return sinceLeaf(leaf, plan);
  if ("did" in leaf) {
    const source = plan.sourceOf(leaf.did);
    return didOutcome(source.aggregates, source.flag(leaf.did), leaf.times ?? ONCE, stretch);
  }
  if ("total" in leaf) return totalOutcome(plan.sourceOf(leaf.total), leaf, stretch);
  if ("first" in leaf)
    return edgeOutcome(
      plan.sourceOf(leaf.first),
      { which: "first", of: leaf.first, where: leaf.where },
      stretch,
    );
  if ("last" in leaf)
    return edgeOutcome(
      plan.sourceOf(leaf.last),
      { which: "last", of: leaf.last, where: leaf.where },
      stretch,
    );
  if ("interest" in leaf) return interestOutcome(leaf, stretch, sourceOf);
  if ("sequence" in leaf) {
    const column = (level: number, expression: Sql) => plan.column(level, expression);
    return sequenceOutcome(leaf.sequence, stretch, { sourceOf, column, asOf: moment.asOf });
  }
  const [segment, entered] = "entered" in leaf ? [leaf.entered, 1] : [leaf.left, 0];
  return didOutcome(plan.moves, sql`(segment_id = ${segment} AND entered = ${entered})`, ONCE, stretch);
}

const ONCE = { at_least: 1 } as const;

function sinceLeaf(leaf: RowsLeaf, plan: Plan): Outcome {
  if (!("did" in leaf) || !leaf.within || !("since" in leaf.within))
    throw new TypeError("a window without instants");
  const { since: anchor, whose } = leaf.within;
  const asked = { own: leaf.did, anchor, whose, times: leaf.times ?? ONCE };
  return sinceOutcome(asked, (matcher) => plan.sourceOf(matcher), plan.around.moment.asOf);
}
