import type { TrackedEvent } from "../../core/event.ts";
import { isDevice } from "../rules/index.ts";
import type { BoardEdge, BoardNode } from "./board-parts.ts";
import type { Board } from "./board.ts";

/**
 * Notes of an event's evidence, the surest first, what the event ranks above each. Devices have no
 * place in it: whose a device is, says who is logged in on it. Answers with how to end the event.
 */
export function rankEvidence(
  board: Board,
  hub: BoardNode,
  edges: readonly BoardEdge[],
  event: TrackedEvent,
): { readonly done: () => void } {
  const above = [hub.id];
  const stored: (() => void)[] = [];
  for (const edge of edges) {
    const other = edge.a === hub ? edge.b : edge.a;
    if (isDevice(other.type)) continue;
    stored.push(placeBehind(board, edge, [...above], event));
    above.push(other.id);
  }
  return { done: () => stored.forEach((restore) => restore()) };
}

/**
 * Puts evidence behind what this event ranks above it. What an event said with less above it stays
 * said: answers with how to go back to that once this event is weighed.
 */
export function placeBehind(
  board: Board,
  edge: BoardEdge,
  above: readonly number[],
  event: TrackedEvent,
): () => void {
  const before = edge.behind;
  const now = above.length > 1 ? above : [];
  if (edge.founder === event) edge.behind = now;
  else if (now.every((one) => before.includes(one))) {
    if (now.length === before.length) return () => undefined;
    edge.behind = now;
    board.touch(edge);
  } else if (edge.verdict !== "holds") {
    edge.behind = now;
    if (before.every((one) => now.includes(one)))
      return () => {
        edge.behind = before;
      };
    board.touch(edge);
  }
  return () => undefined;
}
