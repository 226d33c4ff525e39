import type { TrackedEvent } from "../../core/event.ts";
import { isDevice } from "../rules/index.ts";
import type { BoardEdge, BoardNode } from "./board-parts.ts";
import type { Board } from "./board.ts";
import type { Component } from "./component.ts";
import { besideIn } from "./ranked.ts";

/** Trusted evidence, and handles that a trusted source speaks of for the first time: claims give way to both. */
export function prove(board: Board, edges: readonly BoardEdge[], raised: readonly BoardNode[]): void {
  const open = edges.filter(({ verdict }) => verdict !== "holds");
  if (open.length === 0 && raised.length === 0) return;
  const touched = new Set<Component>(raised.map((node) => board.componentOf(node)));
  for (const { a, b } of open) touched.add(board.componentOf(a)).add(board.componentOf(b));
  if (raised.length > 0 || [...touched].some(({ claims }) => claims > 0)) board.rebuild(touched, open);
  else {
    const beside = besideIn(open);
    for (const edge of open) board.weigh(edge, beside);
  }
}

/** A device on which somebody else logs in is theirs from then on; what came before stays where it is. */
export function handOver(
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
