import type { TrackedEvent } from "../../core/event.ts";
import type { BoardEdge, BoardNode } from "./board-parts.ts";
import type { Board } from "./board.ts";
import type { Component } from "./component.ts";
import { isDevice } from "../rules/index.ts";
import type { Identifier } from "./identifier.ts";
import type { EventIdentity } from "./identity.ts";
import type { Rule } from "./tables.ts";

/** What one event says, written on the board; answers with the handle that the event belongs to. */
export function replayEvent(board: Board, event: TrackedEvent, identity: EventIdentity): BoardNode {
  return event.trust === "trusted"
    ? replayTrusted(board, event, identity)
    : replayClaimed(board, event, identity);
}

function replayTrusted(board: Board, event: TrackedEvent, identity: EventIdentity): BoardNode {
  const given = [...identity.known, ...identity.visitors];
  const spoken = (given.length > 0 ? given : [identity.fallback]).map((one) =>
    board.speak(one, event, "trusted"),
  );
  const nodes = spoken.map(({ node }) => node);
  // An e-mail that is on too many customers is none's: then the event is nobody's.
  const hub = nodes.find(({ shared }) => !shared) ?? board.speak(identity.fallback, event, "trusted").node;
  const edges = (nodes.includes(hub) ? nodes : [])
    .filter((node) => node !== hub && !node.shared)
    .map((node) => board.edge(hub, node, "same_event", event, "trusted"));
  if (hub.type === "user_id") {
    for (const one of identity.previous) {
      const previous = board.speak(one, event, "trusted");
      if (previous.node === hub) continue;
      spoken.push(previous);
      edges.push(board.edge(hub, previous.node, "alias", event, "trusted"));
    }
  }
  const mailboxes = reached(board, event, identity, spoken);
  prove(
    board,
    [...edges, ...mailboxes],
    spoken.flatMap(({ node, raised }) => (raised ? [node] : [])),
  );
  for (const edge of edges) handOver(board, hub, edge, event);
  countPartners(board, hub, edges, event);
  return hub;
}

/** An address and the mailbox that it reaches are one customer's, whatever else the event says; claims say nothing of it. */
function reached(
  board: Board,
  event: TrackedEvent,
  { mailboxes }: EventIdentity,
  spoken: { node: BoardNode; raised: boolean }[],
): BoardEdge[] {
  return mailboxes.flatMap(({ of, mailbox }) => {
    const address = spoken.find(({ node }) => node.type === of.type && node.value === of.value)?.node;
    if (!address || address.shared) return [];
    const box = board.speak(mailbox, event, "trusted");
    spoken.push(box);
    return [board.edge(address, box.node, "same_event", event, "trusted")];
  });
}

/** Trusted evidence, and handles that a trusted source speaks of for the first time: claims give way to both. */
function prove(board: Board, edges: readonly BoardEdge[], raised: readonly BoardNode[]): void {
  const open = edges.filter(({ verdict }) => verdict !== "holds");
  if (open.length === 0 && raised.length === 0) return;
  const touched = new Set<Component>(raised.map((node) => board.componentOf(node)));
  for (const { a, b } of open) touched.add(board.componentOf(a)).add(board.componentOf(b));
  if (raised.length > 0 || [...touched].some(({ claims }) => claims > 0)) board.rebuild(touched, open);
  else for (const edge of open) board.weigh(edge);
}

/** A device on which somebody else logs in is theirs from then on; what came before stays where it is. */
function handOver(
  board: Board,
  hub: BoardNode,
  { a, b, rule, reason }: BoardEdge,
  event: TrackedEvent,
): void {
  const device = a === hub ? b : a;
  if (!isDevice(device.type) || (reason !== "user_id_limit" && reason !== "limit")) return;
  // One device too many for its owner, and nobody else's, has no new owner.
  if (reason === "limit" && board.componentOf(device).known === 0) return;
  const own = board.handOver(device, hub, event, "trusted");
  if (own) prove(board, [board.edge(hub, own, rule, event, "trusted")], []);
}

/** A value that many customers give is no sign of any of them. */
function countPartners(board: Board, hub: BoardNode, edges: readonly BoardEdge[], event: TrackedEvent): void {
  for (const edge of edges) {
    if (edge.id !== null || edge.founder !== event || edge.rule === "alias") continue;
    const partner = edge.a === hub ? edge.b : edge.a;
    const most = isDevice(partner.type) ? null : board.rules.mostCustomersOf(partner.type);
    if (most === null || board.rules.rankOf(hub.type) >= board.rules.rankOf(partner.type)) continue;
    partner.partners += 1;
    board.touch(partner);
    if (partner.partners <= most || partner.shared) continue;
    partner.shared = true;
    board.rebuild([board.componentOf(partner)], []);
  }
}

function replayClaimed(board: Board, event: TrackedEvent, identity: EventIdentity): BoardNode {
  const [main, ...others] = identity.known;
  const user = main?.type === "user_id" ? main : null;
  const unproved = user && { type: "claimed_user_id", value: user.value };
  const own = identity.visitors[0] ?? unproved ?? identity.fallback;
  const visitor = board.speak(own, event, "claimed").node;
  for (const other of identity.visitors.slice(1)) claim(board, visitor, other, "same_event", event);
  if (!main || own === identity.fallback) return visitor;
  const [owner, customer] =
    user && identity.signed
      ? replaySigned(board, event, user, visitor)
      : tie(board, event, visitor, main, unproved);
  if (!customer) return owner;
  for (const other of others) claim(board, customer, other, "same_event", event);
  if (user) claimPrevious(board, customer, identity.previous, event);
  return owner;
}

/** The source's secret vouches for the user id, and so for the visitor's being this customer. */
function replaySigned(
  board: Board,
  event: TrackedEvent,
  user: Identifier,
  visitor: BoardNode,
): [BoardNode, BoardNode] {
  const { node, raised } = board.speak(user, event, "trusted");
  const edge = board.edge(node, visitor, "signed", event, "trusted");
  prove(board, [edge], raised ? [node] : []);
  handOver(board, node, edge, event);
  return [node, node];
}

/**
 * Ties a visitor to the customer that it claims to be. A device that is somebody else's already is
 * handed over; where it can't be, the event belongs to a handle of the claimed user id instead.
 */
function tie(
  board: Board,
  event: TrackedEvent,
  visitor: BoardNode,
  main: Identifier,
  unproved: Identifier | null,
): [BoardNode, BoardNode | null] {
  const customer = claim(board, visitor, main, "same_event", event);
  if (customer || !unproved || visitor.type === unproved.type) return [visitor, customer];
  const own = claimDevice(board, event, visitor, main);
  if (own) return [own, claim(board, own, main, "same_event", event)];
  const owner = board.speak(unproved, event, "claimed").node;
  return [owner, claim(board, owner, main, "same_event", event)];
}

/** Another person logs in on a browser: from then on it is theirs, as far as claims go. */
function claimDevice(
  board: Board,
  event: TrackedEvent,
  device: BoardNode,
  main: Identifier,
): BoardNode | null {
  const user = board.peek(main);
  if (!isDevice(device.type) || !user || board.componentOf(device).known === 0) return null;
  const { reason } = board.edge(device, user, "same_event", event, "claimed");
  return TAKEN.has(reason) ? board.handOver(device, user, event, "claimed") : null;
}

/** Why a claim is refused because the device is somebody's already. */
const TAKEN: ReadonlySet<string> = new Set(["user_id_limit", "limit", "two_known", "extends_trusted"]);

/** Claims that the identifier is of the same customer; answers with its handle if the claim holds. */
function claim(
  board: Board,
  from: BoardNode,
  to: Identifier,
  rule: Rule,
  event: TrackedEvent,
): BoardNode | null {
  // A refused claim must not leave a customer behind that nobody but the claim has ever named.
  if (!board.peek(to) && to.type !== "user_id" && board.wouldRefuse(from, to, rule, event.at)) return null;
  const { node } = board.speak(to, event, "claimed");
  if (node === from) return node;
  const edge = board.edge(from, node, rule, event, "claimed");
  if (edge.verdict !== "holds") board.weigh(edge);
  return edge.verdict === "holds" ? node : null;
}

function claimPrevious(
  board: Board,
  customer: BoardNode,
  previous: readonly Identifier[],
  event: TrackedEvent,
): void {
  for (const one of previous) {
    if (one.type === "anonymous_id" || board.peek(one)) claim(board, customer, one, "alias", event);
  }
}
