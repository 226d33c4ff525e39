import type { Reason, Values, Words } from "./reason.ts";

/** Why a request cannot be answered, in words that a program can branch on. */
export type ProblemCode =
  | "invalid" // 400: the input is wrong; `field` and `fix` say how
  | "unauthenticated" // 401
  | "forbidden" // 403
  | "not_found" // 404
  | "conflict" // 409: the thing is not in the state that the request needs
  | "too_slow" // 408: the body did not arrive in time
  | "too_large" // 413
  | "too_many" // 429
  | "unavailable" // 503: a store does not answer or is full; try again later
  | "timeout"; // 504: the question took longer than it may

/**
 * An expected failure on its way to the asker. The http edge turns it into a status and
 * `{"error": {"code", "message", "field"?, "fix"?, "reason"?, "values"?}}`; everything else that is
 * thrown is a bug (500). What a page may show is said by a reason (`because`), so that the page can
 * say it in the reader's language.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly field: string | undefined;
  readonly fix: string | undefined;
  readonly reason: Reason | undefined;
  readonly values: Values | undefined;
  /** Seconds after which to try again, for `unavailable` and `too_many`. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ProblemCode,
    said: string | Words,
    more: { field?: string | undefined; fix?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    const words: Words = typeof said === "string" ? { message: said, fix: more.fix } : said;
    super(words.message, { cause: more.cause });
    this.name = "Problem";
    this.code = code;
    this.field = more.field;
    this.fix = words.fix || undefined;
    this.reason = words.reason;
    this.values = words.values;
    this.retryAfter = more.retryAfter;
  }
}

/** What a problem says, to be handed on or kept. */
export function wordsOf({ message, fix, reason, values }: Problem): Words {
  return { message, fix, reason, values };
}
