import { createContext, useContext } from "react";
import type { Group } from "./draft.ts";
import type { Numbers, Path } from "./places.ts";
import type { Problem } from "./problems.ts";

/** What the parts of the editor share. */
export type Editing = {
  readonly root: Group;
  readonly numbers: Numbers;
  /** Where each part stands in the rule. */
  readonly places: ReadonlyMap<number, Path>;
  /** What is wrong with a part. */
  readonly problemsAt: (id: number) => readonly Problem[];
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
