import type { Trust } from "../../core/event.ts";
import { isOver, namesCustomer, type Limit } from "../rules/index.ts";
import { besideIn, type Beside } from "./ranked.ts";
import type { Reason, Rule, Verdict } from "./tables.ts";

/** A handle in the working copy of one batch. */
export type Node = {
  /** The handle's id; a number above all handles' while the handle isn't stored yet. */
  readonly id: number;
  readonly type: string;
  trust: Trust;
  shared: boolean;
  /** The rules say of its value that it stands for nobody or for many. */
  readonly blocked: boolean;
  /** How many of its type one customer may have; null: as many as there are. */
  readonly limit: Limit | null;
  firstSeen: number;
  /** Handles that must never be in one component with it. */
  readonly apart: readonly number[];
  component: Component | null;
};

/** A piece of evidence in the working copy. */
export type Edge = {
  readonly a: Node;
  readonly b: Node;
  readonly rule: Rule;
  readonly trust: Trust;
  /** Observations in their order. */
  readonly order: number;
  verdict: Verdict;
  reason: Reason | "";
  /** What its event ranked above it, the surest first; empty where nothing, or that does not matter. */
  behind: readonly number[];
};

/** Handles that hang together, and what the rules ask about them. */
export type Component = {
  readonly nodes: Node[];
  /** The smallest handle: the profile id. */
  head: number;
  /** The evidence that holds. */
  readonly edges: Edge[];
  /** Handles of types that have a limit. */
  readonly limited: Node[];
  /** Handles that name a customer, and those of them that a trusted source has spoken of. */
  known: number;
  proven: number;
  /** Evidence among `edges` that is only claimed. */
  claims: number;
  /** Handles that must never come in; null where there are none, as nearly everywhere. */
  apart: Set<number> | null;
};

/** A profile takes no more handles than this (Segment's "mappings"), so that no flood makes one slow. */
export const MOST_HANDLES = 1000;

/** Told of each union: the smallest handles of both sides, the survivor first. */
export type OnJoin = (survivor: number, merged: number, edge: Edge) => void;

/** A component of one handle. */
export function alone(node: Node): Component {
  return together([node], []);
}

/** A component of handles that are known to hang together by the evidence. */
export function together(nodes: Node[], edges: Edge[]): Component {
  const counts = { known: 0, proven: 0, claims: 0 };
  const component: Component = { nodes, edges, head: Infinity, limited: [], ...counts, apart: null };
  for (const node of nodes) {
    node.component = component;
    for (const other of node.apart) (component.apart ??= new Set()).add(other);
    if (node.id < component.head) component.head = node.id;
    if (node.limit) component.limited.push(node);
    if (!namesCustomer(node.type)) continue;
    component.known += 1;
    if (node.trust === "trusted") component.proven += 1;
  }
  for (const { trust } of edges) if (trust === "claimed") component.claims += 1;
  return component;
}

/** Why this evidence may not join the two components, or null where it may. */
export function refusal(edge: Edge, left: Component, right: Component): Reason | null {
  if (areParted(left, right)) return "parted";
  const heldBack = backFrom(edge);
  if (heldBack !== null) return heldBack;
  if (left.nodes.length + right.nodes.length > MOST_HANDLES) return "too_many";
  const claimed = edge.trust === "claimed";
  if (claimed && left.proven > 0 && right.proven > 0) return "two_known";
  const over = isExplicit(edge) ? null : overLimit(left.limited, right.limited);
  if (over !== null) return over === "user_id" ? "user_id_limit" : "limit";
  return claimed ? claimRefusal(left, right) : null;
}

/** Whether somebody said outright that the two are one: then neither shared values nor limits speak against it. */
function isExplicit({ rule }: Edge): boolean {
  return rule === "alias" || rule === "by_hand";
}

function areParted(left: Component, right: Component): boolean {
  return left.apart !== null && right.nodes.some(({ id }) => left.apart?.has(id));
}

/**
 * A claim ties a visitor to a customer, or gives a customer whom no trusted source knows yet an
 * identifier that is brand-new.
 */
function claimRefusal(left: Component, right: Component): Reason | null {
  if (left.known === 0 || right.known === 0) return null;
  if (left.proven > 0 || right.proven > 0) return "extends_trusted";
  return left.nodes.length > 1 && right.nodes.length > 1 ? "two_known" : null;
}

/** Weighs one more piece of evidence: joins the two sides, or notes why not. `beside`: where what its event ranked above it is found. */
export function weigh(edge: Edge, onJoin: OnJoin, beside: Beside): void {
  const left = edge.a.component ?? alone(edge.a);
  const right = edge.b.component ?? alone(edge.b);
  const reason =
    left === right
      ? backFrom(edge)
      : (refusal(edge, left, right) ?? (beside.drops(edge) ? "ranked_below" : null));
  if (reason !== null) {
    if (edge.verdict === "holds") edge.verdict = "dropped";
    edge.reason = reason;
    return;
  }
  edge.verdict = "holds";
  edge.reason = "";
  const joined = left === right ? left : join(left, right, edge, onJoin);
  joined.edges.push(edge);
  if (edge.trust === "claimed") joined.claims += 1;
}

/** Why the values of the two ends are no sign of anybody. */
function backFrom(edge: Edge): Reason | null {
  if (isExplicit(edge)) return null;
  if (edge.a.shared || edge.b.shared) return "shared";
  return edge.a.blocked || edge.b.blocked ? "blocked" : null;
}

/** A type of which the two would have too many together; both must bring some, or the union isn't to blame. */
function overLimit(left: readonly Node[], right: readonly Node[]): string | null {
  for (const [index, { type, limit }] of left.entries()) {
    const isFirst = left.findIndex((node) => node.type === type) === index;
    if (!limit || !isFirst || !right.some((node) => node.type === type)) continue;
    const both = [...left, ...right].filter((node) => node.type === type);
    if (
      isOver(
        limit,
        both.map(({ firstSeen }) => firstSeen),
      )
    )
      return type;
  }
  return null;
}

function join(left: Component, right: Component, edge: Edge, onJoin: OnJoin): Component {
  const [large, small] = left.nodes.length >= right.nodes.length ? [left, right] : [right, left];
  const survivor = Math.min(large.head, small.head);
  onJoin(survivor, Math.max(large.head, small.head), edge);
  large.head = survivor;
  for (const node of small.nodes) {
    node.component = large;
    large.nodes.push(node);
  }
  for (const held of small.edges) large.edges.push(held);
  for (const node of small.limited) large.limited.push(node);
  large.known += small.known;
  large.proven += small.proven;
  large.claims += small.claims;
  for (const other of small.apart ?? []) (large.apart ??= new Set()).add(other);
  return large;
}

/**
 * Puts the components of the handles together anew: trusted evidence first, in its order, then
 * claims in theirs. So a claim never decides what trusted evidence may join. Evidence comes after
 * what its event ranked above it.
 */
export function rebuild(nodes: readonly Node[], edges: readonly Edge[], onJoin: OnJoin): void {
  for (const node of nodes) alone(node);
  const beside = besideIn(edges);
  const inOrder = beside.inTurn(edges);
  for (const edge of inOrder) if (edge.trust === "trusted") weigh(edge, onJoin, beside);
  for (const edge of inOrder) if (edge.trust === "claimed") weigh(edge, onJoin, beside);
}
