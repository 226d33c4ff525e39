import type { TrackedEvent } from "../../core/event.ts";
import { isDevice } from "../rules/index.ts";
import type { BoardNode } from "./board-parts.ts";
import type { Board } from "./board.ts";
import type { Identifier } from "./identifier.ts";
import type { EventIdentity } from "./identity.ts";
import { handOver, prove } from "./prove.ts";
import { isLimit, isOverLimit } from "./ranked.ts";
import { placeBehind } from "./ranking.ts";
import type { Reason, Rule } from "./tables.ts";

/** What an event of a public key says: it ties a visitor to one customer, and joins no two. */
export function replayClaimed(board: Board, event: TrackedEvent, identity: EventIdentity): BoardNode {
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
  claimOthers(board, event, customer, others);
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

/** The customer's other identifiers, the surest first: with one that is over a limit, those below it go too. */
function claimOthers(
  board: Board,
  event: TrackedEvent,
  customer: BoardNode,
  others: readonly Identifier[],
): void {
  const behind = [customer.id];
  for (const other of others) {
    if (isLimit(refusedUnsaid(board, customer, other, "same_event", event))) return;
    claim(board, customer, other, "same_event", event, behind);
    const node = board.peek(other);
    if (!node || node === customer) continue;
    if (isOverLimit(board.edge(customer, node, "same_event", event, "claimed"))) return;
    behind.push(node.id);
  }
}

/** Why a claim is refused that would leave a customer behind whom nobody but it has ever named. */
function refusedUnsaid(
  board: Board,
  from: BoardNode,
  to: Identifier,
  rule: Rule,
  event: TrackedEvent,
): Reason | null {
  if (to.type === "user_id" || board.peek(to)) return null;
  return board.wouldRefuse(from, to, rule, event.at);
}

/** Claims that the identifier is of the same customer; answers with its handle if the claim holds. */
function claim(
  board: Board,
  from: BoardNode,
  to: Identifier,
  rule: Rule,
  event: TrackedEvent,
  behind: readonly number[] = [],
): BoardNode | null {
  if (refusedUnsaid(board, from, to, rule, event) !== null) return null;
  const { node } = board.speak(to, event, "claimed");
  if (node === from) return node;
  const edge = board.edge(from, node, rule, event, "claimed");
  placeBehind(board, edge, [...behind], event);
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
