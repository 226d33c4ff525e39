import type { TrackedEvent } from "../../core/event.ts";
import type { Edge, Node } from "./component.ts";
import type { StoredHandle } from "./loaded.ts";

/** A handle on the board, with what is stored of it. */
export type BoardNode = Node &
  Omit<StoredHandle, "id" | "profileId"> & {
    /** Null: not stored yet. */
    readonly profileId: number | null;
    /** The first event that named it, where it isn't stored yet. */
    readonly founder: TrackedEvent | null;
    changed: boolean;
  };

/** Evidence on the board, with what is stored of it. */
export type BoardEdge = Edge & {
  readonly a: BoardNode;
  readonly b: BoardNode;
  /** Null: not stored yet. */
  readonly id: number | null;
  readonly founder: TrackedEvent | null;
  importId: number | null;
  lastSeen: number;
  changed: boolean;
  /** What turned its verdict last, since it was loaded; null: no event, but a decision or an import taken back. */
  turnedBy?: TrackedEvent | null;
};
