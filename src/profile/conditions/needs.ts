import type { FigureName } from "../../core/customer-figures-port.ts";
import { tellingOf } from "./interest-queries.ts";
import { leavesOf, ownIn, type Leaf, type Matcher, type Rule } from "./contract.ts";
import type { Needs, Top } from "./types.ts";

type Open = {
  events: Set<string> | "all";
  orders: boolean;
  refunds: boolean;
  consents: boolean;
  accounts: boolean;
  everybody: boolean;
  readonly tops: Top[];
  readonly traits: Set<string>;
  readonly figures: Set<string>;
  readonly moves: Set<number>;
  readonly lists: Set<number>;
  readonly personas: Set<string>;
};

/** Which rows can change whether somebody meets a rule, its segments' rules included. */
export function needsOf(
  rule: Rule,
  { segments, figureNames }: { segments: ReadonlyMap<number, Rule>; figureNames: readonly FigureName[] },
): Needs {
  const needs: Open = {
    ...{
      events: new Set(),
      orders: false,
      refunds: false,
      consents: false,
      accounts: false,
      everybody: false,
    },
    ...{ traits: new Set(), figures: new Set(), moves: new Set(), lists: new Set(), personas: new Set() },
    tops: [],
  };
  const seen = new Set<number>();
  const addRule = (part: Rule): void => {
    for (const { leaf } of leavesOf(part)) {
      addLeaf(needs, leaf, figureNames);
      if (!("segment" in leaf) || seen.has(leaf.segment)) continue;
      seen.add(leaf.segment);
      const other = segments.get(leaf.segment);
      if (other) addRule(other);
    }
  };
  addRule(rule);
  return needs;
}

function addLeaf(needs: Open, leaf: Leaf, figureNames: readonly FigureName[]): void {
  for (const matcher of matchersOf(leaf)) addMatcher(needs, matcher);
  if ("trait" in leaf) needs.traits.add(leaf.trait);
  if ("consent" in leaf) needs.consents = true;
  if ("list" in leaf) needs.lists.add(leaf.list);
  if ("persona" in leaf) needs.personas.add(leaf.persona);
  if ("entered" in leaf) needs.moves.add(leaf.entered);
  if ("left" in leaf) needs.moves.add(leaf.left);
  if ("account" in leaf) {
    needs.events = "all";
    const isTold = leaf.account.field !== "id";
    needs.accounts ||= isTold;
    // Whoever calls of an account may change all who belong to it.
    needs.everybody ||= isTold;
  }
  if ("top" in leaf) needs.tops.push(leaf.top);
  const figure = "figure" in leaf ? leaf.figure : "top" in leaf ? leaf.top.by : null;
  if (figure === null) return;
  needs.figures.add(figure);
  needs.orders = true;
  needs.refunds = true;
  needs.everybody ||= "top" in leaf || (figureNames.find(({ name }) => name === figure)?.everybody ?? false);
}

/** The matchers of the rows that a condition looks at. */
export function ownMatchers(leaf: Leaf): Matcher[] {
  const own: Matcher[] = [];
  if ("did" in leaf) own.push(leaf.did);
  if ("total" in leaf) own.push(leaf.total);
  if ("first" in leaf) own.push(leaf.first);
  if ("last" in leaf) own.push(leaf.last);
  if ("sequence" in leaf) own.push(...leaf.sequence.map((step) => ("did" in step ? step.did : step.not)));
  if ("interest" in leaf) own.push(...tellingOf(leaf.by));
  return own;
}

/** The matchers of a condition, those of its window included. */
function matchersOf(leaf: Leaf): Matcher[] {
  const windows = ["within" in leaf ? leaf.within : undefined];
  if ("total" in leaf) windows.push(ownIn(leaf.is)?.own.within);
  return [
    ...ownMatchers(leaf),
    ...windows.flatMap((window) => (window && "since" in window ? [window.since] : [])),
  ];
}

function addMatcher(needs: Open, { what, names }: Matcher): void {
  if (what === "order") needs.orders = true;
  else if (what === "refund") needs.refunds = true;
  else if (names === undefined || needs.events === "all") needs.events = "all";
  else for (const name of names) needs.events.add(name);
}
