/** What was written before and what was taken back, for undo and redo. Pure. */

/** The present with its past (the latest last) and what was undone (the next first). */
export type History<T> = {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step changed: the next one that changes the same is part of it. */
  readonly tag: string | null;
};

const LONGEST = 200;

/** A history that begins now. */
export const begun = <T>(present: T): History<T> => ({ past: [], present, future: [], tag: null });

/** One step on. Steps with the same tag, such as the letters of one word, are undone together. */
export function stepped<T>(history: History<T>, next: T, tag: string | null = null): History<T> {
  const { past, present } = history;
  if (next === present) return history;
  if (tag !== null && tag === history.tag) return { past, present: next, future: [], tag };
  return { past: [...past, present].slice(-LONGEST), present: next, future: [], tag };
}

/** One step back; the same where there is none. */
export function undone<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const before = past.at(-1);
  if (before === undefined) return history;
  return { past: past.slice(0, -1), present: before, future: [present, ...future], tag: null };
}

/** What was undone last, again. */
export function redone<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const [after, ...rest] = future;
  if (after === undefined) return history;
  return { past: [...past, present], present: after, future: rest, tag: null };
}

/** Where two values differ first, as a path: what one step of writing changed. */
export function changedAt(before: unknown, after: unknown): string {
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null;
  if (!isPlain(before) || !isPlain(after)) return "";
  const keys = Object.keys({ ...before, ...after });
  if (Object.keys(before).join() !== Object.keys(after).join()) return "*";
  const key = keys.find((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return key === undefined ? "" : `${key}.${changedAt(before[key], after[key])}`;
}
