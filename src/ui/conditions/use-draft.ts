import { useCallback, useMemo, useState } from "react";
import type { Rule } from "../../profile/conditions/contract.ts";
import { draftOf, ruleOf, type Group } from "./draft.ts";
import { begun, changedAt, redone, stepped, undone } from "./history.ts";

/** A rule while it is being written, with the way back and forth. */
export type Draft = {
  readonly root: Group;
  readonly rule: Rule;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  change(next: Group): void;
  undo(): void;
  redo(): void;
};

/** Begins to write from a rule. */
export function useDraft(from: Rule): Draft {
  const [history, setHistory] = useState(() => begun(draftOf(from)));
  const { past, present, future } = history;
  const rule = useMemo(() => ruleOf(present), [present]);
  const change = useCallback(
    (next: Group) =>
      setHistory((before) => stepped(before, next, changedAt(ruleOf(before.present), ruleOf(next)))),
    [],
  );
  const undo = useCallback(() => setHistory(undone), []);
  const redo = useCallback(() => setHistory(redone), []);
  return { root: present, rule, canUndo: past.length > 0, canRedo: future.length > 0, change, undo, redo };
}
