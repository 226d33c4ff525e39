import type { ProblemCode } from "../../../core/problem.ts";
import type { Words } from "../../../core/reason.ts";
import type { Outcome } from "../contract.ts";

/** What the lines of a file became so far. */
export type Tally = {
  rows: number;
  lines: Partial<Record<Outcome, number>>;
  groups: Partial<Record<Outcome, number>>;
  anonymous: number;
  anonymousRefunds: number;
  /** Events made, those that were handed over before a crash among them. */
  events: number;
  notes: { code: string; message: string }[];
};

/** How far the reader is. */
export type ReaderProgress = {
  stage: "staging" | "running";
  rows: number;
  total: number | null;
  bytes: number;
};

/**
 * What the reader's process writes between events: a line that begins with {@link CONTROL}. Lines
 * that don't are events as JSON.
 */
export type ReaderMessage =
  | { type: "progress"; progress: ReaderProgress }
  | { type: "done"; tally: Tally }
  | { type: "preview"; preview: unknown }
  | { type: "problem"; problem: Words & { code: ProblemCode; field?: string | undefined } };

/** Begins a line that is no event. */
export const CONTROL = "!";

/** An empty tally. */
export function emptyTally(): Tally {
  return { rows: 0, lines: {}, groups: {}, anonymous: 0, anonymousRefunds: 0, events: 0, notes: [] };
}
