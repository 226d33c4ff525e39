/** Why a request cannot be answered, in words that a program can branch on. */
export type ProblemCode =
  | "invalid" // 400: the input is wrong; `field` and `fix` say how
  | "unauthenticated" // 401
  | "forbidden" // 403
  | "not_found" // 404
  | "conflict" // 409: the thing is not in the state that the request needs
  | "too_large" // 413
  | "too_many" // 429
  | "unavailable" // 503: a store does not answer or is full; try again later
  | "timeout"; // 504: the question took longer than it may

/**
 * An expected failure on its way to the asker. The http edge turns it into a status and
 * `{"error": {"code", "message", "field"?, "fix"?}}`; everything else that is thrown is a bug (500).
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly field: string | undefined;
  readonly fix: string | undefined;
  /** Seconds after which to try again, for `unavailable` and `too_many`. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ProblemCode,
    message: string,
    more: { field?: string; fix?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "Problem";
    this.code = code;
    this.field = more.field;
    this.fix = more.fix;
    this.retryAfter = more.retryAfter;
  }
}
