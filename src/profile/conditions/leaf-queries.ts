/** What each kind of condition means to the engine; the same in memory stands in `leaf.ts`. */
import { sql } from "../../core/sql.ts";
import { accountOutcome } from "./account-queries.ts";
import { consentOutcome } from "./consent-queries.ts";
import type { Leaf, Matcher, Total } from "./contract.ts";
import { didOutcome, timesHold } from "./did-queries.ts";
import { edgeOf, edgeOutcome, gatheredEdge } from "./edge-queries.ts";
import { figureOutcome } from "./figure-queries.ts";
import { interestOutcome, itemsIn } from "./interest-queries.ts";
import { FOR_EVER, least, type Outcome } from "./outcome-queries.ts";
import { ownOf, totalHolds } from "./own-queries.ts";
import type { Plan } from "./plan.ts";
import { sequenceOutcome, timesIn, type TimesIn } from "./sequence-queries.ts";
import { inSample, topMoves, topRows } from "./set-queries.ts";
import { sinceRows, type OwnRows, type Since } from "./since-queries.ts";
import { gatheredTotal, totalSql, type TotalSql } from "./total-queries.ts";
import { traitOutcome } from "./trait-queries.ts";
import { stretchOf } from "./window-queries.ts";

/** A condition that stands for itself. */
type OwnLeaf = Exclude<Leaf, { segment: number }>;

/** A condition for the engine, and on which level its columns stand: the lowest unless told. */
export function leafOutcome(leaf: OwnLeaf, plan: Plan): Outcome & { readonly level?: number } {
  const { moment } = plan.around;
  if ("trait" in leaf) {
    plan.traitNames.add(leaf.trait);
    return traitOutcome(plan.traits, leaf.trait, leaf.is, moment);
  }
  if ("account" in leaf) return accountOutcome(leaf.account, plan);
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
    "list" in leaf ? around.lists.get(leaf.list) : "persona" in leaf ? around.personas(leaf.persona) : null;
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
  if ("total" in leaf) return totalOutcome(leaf, plan);
  const stretch = stretchOf(leaf.within, moment);
  if (!stretch) return sinceLeaf(leaf, leaf.within as Since, plan);
  if ("did" in leaf) {
    const source = plan.sourceOf(leaf.did);
    return didOutcome(source.aggregates, source.flag(leaf.did), leaf.times ?? ONCE, stretch);
  }
  const edge = edgeOf(leaf);
  if (edge) return edgeOutcome(plan.sourceOf(edge.of), edge, stretch);
  if ("interest" in leaf)
    return interestOutcome(leaf, (matcher) => {
      const source = plan.sourceOf(matcher);
      return itemsIn(source, matcher, source.itemsBy(leaf.interest), stretch);
    });
  if ("sequence" in leaf)
    return sequenceIn(leaf, plan, (matcher) => timesIn(plan.sourceOf(matcher), matcher, stretch));
  const { aggregates, flag } = movesOf(leaf as MoveLeaf, plan);
  return didOutcome(aggregates, flag, ONCE, stretch);
}

type MoveLeaf = Extract<OwnLeaf, { entered: unknown } | { left: unknown }>;

/** Entries into a segment, or exits. */
function movesOf(leaf: MoveLeaf, { moves }: Plan): OwnRows {
  const [segment, entered] = "entered" in leaf ? [leaf.entered, 1] : [leaf.left, 0];
  return { aggregates: moves, flag: sql`(segment_id = ${segment} AND entered = ${entered})` };
}

function sequenceIn(
  { sequence }: Extract<OwnLeaf, { sequence: unknown }>,
  plan: Plan,
  doneOf: (matcher: Matcher) => TimesIn,
) {
  return sequenceOutcome(sequence, {
    doneOf,
    sourceOf: (matcher) => plan.sourceOf(matcher),
    column: (level, expression) => plan.column(level, expression),
    asOf: plan.around.moment.asOf,
  });
}

const ONCE = { at_least: 1 } as const;

/** A condition on a total, which may be held against another of the customer's own. */
function totalOutcome(leaf: Total, plan: Plan): Outcome {
  const found = totalIn(leaf, plan);
  const own = ownOf(leaf);
  if (!own) return { holds: totalHolds(leaf.is, found.value, null), until: found.until };
  const { value, until } = totalIn(own, plan);
  return { holds: totalHolds(leaf.is, found.value, value), until: least([found.until, until]) };
}

function totalIn(total: Total, plan: Plan): TotalSql {
  const { moment } = plan.around;
  const source = plan.sourceOf(total.total);
  const stretch = stretchOf(total.within, moment);
  if (stretch) return totalSql(source, total, stretch);
  const sourceOf = (matcher: Matcher) => plan.sourceOf(matcher);
  const own = { aggregates: source.aggregates, flag: source.flag(total.total) };
  const { of, until } = sinceRows(own, total.within as Since, sourceOf, moment.asOf);
  return { value: gatheredTotal(source, total, of), until };
}

/** A condition on the rows since another of the customer's own. */
function sinceLeaf(
  leaf: Exclude<RowsLeaf, Total>,
  window: Since,
  plan: Plan,
): Outcome & { readonly level?: number } {
  const sourceOf = (matcher: Matcher) => plan.sourceOf(matcher);
  const rowsOf = (own: OwnRows) => sinceRows(own, window, sourceOf, plan.around.moment.asOf);
  const since = (own: Matcher) => {
    const source = sourceOf(own);
    return rowsOf({ aggregates: source.aggregates, flag: source.flag(own) });
  };
  if ("did" in leaf) {
    const { of, until } = since(leaf.did);
    return { holds: timesHold(of(sql`0`), leaf.times ?? ONCE), until };
  }
  if ("interest" in leaf)
    return interestOutcome(leaf, (matcher) => {
      const { of, until } = since(matcher);
      const items = of(sourceOf(matcher).itemsBy(leaf.interest));
      return { list: sql`arrayFlatten(arrayMap(i -> i.2, ${items}))`, until };
    });
  if ("sequence" in leaf)
    return sequenceIn(leaf, plan, (matcher) => {
      const { of, until } = since(matcher);
      return { times: sql`arraySort(arrayMap(i -> i.1, ${of(sql`0`)}))`, untils: [until] };
    });
  if ("entered" in leaf || "left" in leaf) {
    const { of, until } = rowsOf(movesOf(leaf, plan));
    return { holds: timesHold(of(sql`0`), ONCE), until };
  }
  const edge = edgeOf(leaf);
  if (!edge) throw new TypeError("a window without instants");
  const { of, until } = since(edge.of);
  return { holds: gatheredEdge(sourceOf(edge.of), edge, of), until };
}
