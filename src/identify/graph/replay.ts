import type { TrackedEvent } from "../../core/event.ts";
import type { BoardEdge, BoardNode } from "./board-parts.ts";
import type { Board } from "./board.ts";
import { isDevice } from "../rules/index.ts";
import type { EventIdentity } from "./identity.ts";
import { handOver, prove } from "./prove.ts";
import { rankEvidence } from "./ranking.ts";
import { replayClaimed } from "./replay-claimed.ts";

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
  const ofEvent = (nodes.includes(hub) ? nodes : [])
    .filter((node) => node !== hub && !node.shared)
    .map((node) => board.edge(hub, node, "same_event", event, "trusted"));
  const edges = [...ofEvent];
  if (hub.type === "user_id") {
    for (const one of identity.previous) {
      const previous = board.speak(one, event, "trusted");
      if (previous.node === hub) continue;
      spoken.push(previous);
      edges.push(board.edge(hub, previous.node, "alias", event, "trusted"));
    }
  }
  const ranked = rankEvidence(board, hub, ofEvent, event);
  const mailboxes = reached(board, event, identity, spoken);
  prove(
    board,
    [...edges, ...mailboxes],
    spoken.flatMap(({ node, raised }) => (raised ? [node] : [])),
  );
  ranked.done();
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
