/**
 * Over a limit, an event goes without its lowest-ranked identifier, and again, until the rest fits:
 * with the one that is in the way, those that it ranks below go too.
 */
import type { Trust } from "../../core/event.ts";
import type { Reason, Rule, Verdict } from "./tables.ts";

/** What is asked of evidence here. */
type Ranked = {
  readonly a: { readonly id: number };
  readonly b: { readonly id: number };
  readonly rule: Rule;
  readonly trust: Trust;
  readonly order: number;
  readonly verdict: Verdict;
  readonly reason: Reason | "";
  /** The surest handle of its event, then those between the two; empty where there are none. */
  readonly behind: readonly number[];
};

/** Evidence that is weighed together. */
export type Beside = {
  /** Whether something that its event ranked above it is over a limit. */
  drops(edge: Ranked): boolean;
  /** In the order in which it was observed; each after what its event ranked above it. */
  inTurn<Edge extends Ranked>(edges: readonly Edge[]): Edge[];
};

/** Where evidence is weighed alone: nothing is ranked above it. */
export const ALONE: Beside = { drops: () => false, inTurn: (edges) => byOrder(edges) };

/** Knows what is ranked above what among the evidence. */
export function besideIn(all: readonly Ranked[]): Beside {
  if (!all.some(({ behind }) => behind.length > 0)) return ALONE;
  const ofEvents = all.filter(({ rule }) => rule === "same_event");
  const byPair = new Map(ofEvents.map((edge) => [pairOf(edge.a.id, edge.b.id, edge.trust), edge]));
  const above = ({ behind: [surest, ...others], trust }: Ranked): Ranked[] =>
    others.flatMap((other) => byPair.get(pairOf(surest ?? other, other, trust)) ?? []);
  return {
    drops: (edge) => above(edge).some(isOverLimit),
    inTurn: (edges) => {
      const turns = new Map(
        edges.map((edge) => [edge, Math.max(edge.order, ...above(edge).map(({ order }) => order))]),
      );
      return byOrder(edges).toSorted((left, right) => (turns.get(left) ?? 0) - (turns.get(right) ?? 0));
    },
  };
}

/** Whether the evidence was refused because of a limit. */
export function isOverLimit({ verdict, reason }: Pick<Ranked, "verdict" | "reason">): boolean {
  return verdict !== "holds" && isLimit(reason);
}

/** Whether the reason is that there would be too many of a type. */
export function isLimit(reason: Reason | "" | null): boolean {
  return reason === "limit" || reason === "user_id_limit";
}

function byOrder<Edge extends Ranked>(edges: readonly Edge[]): Edge[] {
  return edges.toSorted((left, right) => left.order - right.order);
}

function pairOf(one: number, other: number, trust: Trust): string {
  return `${Math.min(one, other)} ${Math.max(one, other)} ${trust}`;
}
