import { createContext, useContext } from "react";
import type { Group } from "./draft.ts";
import type { Numbers } from "./places.ts";
import type { Words } from "../api.ts";

/** What the parts of the editor share. */
export type Editing = {
  readonly root: Group;
  readonly numbers: Numbers;
  /** What is wrong with a part. */
  readonly problemsAt: (id: number) => readonly Words[];
  /** Puts another tree in place; then the part takes the focus, and what was done is said aloud. */
  readonly change: (next: Group, focus?: number, said?: string) => void;
};

/** What the parts of the editor share. */
export const EditingContext = createContext<Editing | null>(null);

/** What the parts of the editor share. */
export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("outside the editor");
  return editing;
}
