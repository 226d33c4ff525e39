import type { Words } from "../../../core/reason.ts";
import type { TrackedEvent } from "../../../core/event.ts";
import type { Outcome } from "../contract.ts";

/** An event as a file says it; the import adds where and when it came. */
export type EventDraft = Pick<
  TrackedEvent,
  "kind" | "name" | "at" | "userId" | "anonymousId" | "groupId" | "traits" | "properties" | "context"
> & {
  /** The file's own id of the event; without one the content makes it. */
  messageId?: string;
};

/** A line that can't be taken, and why. */
export type Refusal = {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly words: Words;
};

/** Where a converter puts what it makes of lines. */
export type Sink = {
  event(draft: EventDraft): void;
  /** Accounts for lines; `groups` is 1 where they were one order (or customer, or event). */
  count(outcome: Outcome, lines: number, groups: number): void;
  /** Counts an order or refund that nobody known stands behind. */
  anonymous(what: "orders" | "refunds"): void;
  refuse(refusal: Refusal): void;
  /** Something that the reader of the report should know; said once. */
  note(code: string, message: string): void;
};
