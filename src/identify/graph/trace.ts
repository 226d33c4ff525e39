import type { TrackedEvent } from "../../core/event.ts";
import type { BoardEdge, BoardNode } from "./board-parts.ts";

/** Times of last sight are kept to the day, to spare writes. */
export const DAY = 86_400_000;

/** What an event that changed nothing has read, so that its like need not be replayed. */
export type Quiet = {
  readonly owner: number;
  readonly from: number;
  readonly until: number;
  readonly importId: number | null;
  readonly handles: readonly number[];
};

type Reading = { readonly owner: BoardNode; readonly nodes: Set<BoardNode>; readonly edges: Set<BoardEdge> };

/** Watches the replay of a batch: what each event reads of the board, and what changes when. */
export class Trace {
  readonly #changedAt = new Map<BoardNode | BoardEdge, number>();
  readonly #readings = new Map<string, Reading & { readonly at: number }>();
  #nodes = new Set<BoardNode>();
  #edges = new Set<BoardEdge>();
  #isQuiet = true;
  #at = 0;
  #event: TrackedEvent | null = null;

  /** The event that is replayed; null where no event is, but something else changes the graph. */
  get event(): TrackedEvent | null {
    return this.#event;
  }

  /** An event's replay begins. */
  begin(event: TrackedEvent): void {
    this.#event = event;
    this.#at += 1;
    this.#isQuiet = true;
    if (this.#nodes.size > 0) this.#nodes = new Set();
    if (this.#edges.size > 0) this.#edges = new Set();
  }

  /** It read this. */
  read(node: BoardNode): void {
    this.#nodes.add(node);
  }

  /** It read this. */
  readEdge(edge: BoardEdge): void {
    this.#edges.add(edge);
  }

  /** It changed this, or made it. */
  changed(thing: BoardNode | BoardEdge): void {
    this.#changedAt.set(thing, this.#at);
    this.#isQuiet = false;
  }

  /** What follows depends on more than what was read. */
  unsettled(): void {
    this.#isQuiet = false;
  }

  /** The event's replay is over; under its key the reading is kept if it changed nothing. */
  end(key: string | null, owner: BoardNode): void {
    if (key === null || !this.#isQuiet) return;
    this.#readings.set(key, { owner, nodes: this.#nodes, edges: this.#edges, at: this.#at });
  }

  /** The handles that changed: made, spoken of anew, or evidence of theirs did. */
  *changedHandles(): Iterable<number> {
    for (const thing of this.#changedAt.keys()) {
      if ("a" in thing) {
        yield thing.a.id;
        yield thing.b.id;
      } else yield thing.id;
    }
  }

  /** The readings that still hold at the end of the batch. */
  quiet(idOf: (id: number) => number): Map<string, Quiet> {
    const quiet = new Map<string, Quiet>();
    for (const [key, { at, ...reading }] of this.#readings) {
      const things = [...reading.nodes, ...reading.edges];
      if (things.some((thing) => (this.#changedAt.get(thing) ?? 0) > at)) continue;
      const one = quietOf(reading, idOf);
      if (one) quiet.set(key, one);
    }
    return quiet;
  }
}

/** Null where it depends on more than the identifiers say. */
function quietOf({ owner, nodes, edges }: Reading, idOf: (id: number) => number): Quiet | null {
  const imports = new Set<number>();
  let from = -Infinity;
  let until = Infinity;
  for (const node of nodes) {
    if (node.type === "order" || node.type === "unidentified") return null;
    from = Math.max(from, node.firstSeen);
    until = Math.min(until, node.lastSeen + DAY);
    if (node.importId !== null) imports.add(node.importId);
    if (node.trustImportId !== null) imports.add(node.trustImportId);
  }
  for (const { lastSeen, importId } of edges) {
    until = Math.min(until, lastSeen + DAY);
    if (importId !== null) imports.add(importId);
  }
  if (imports.size > 1) return null;
  const [importId = null] = imports;
  return { owner: idOf(owner.id), from, until, importId, handles: [...nodes].map(({ id }) => idOf(id)) };
}
