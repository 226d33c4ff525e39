import pg from "pg";
import { Problem } from "../../core/problem.ts";

/** Classes of SQLSTATE that say "not now": connection, resources (disk full), operator, system. */
const NOT_NOW = new Set(["08", "53", "57", "58"]);
const QUERY_CANCELED = "57014";
const LOCK_NOT_AVAILABLE = "55P03";
const RETRY_AFTER_SECONDS = 2;

/**
 * What a failure of the driver means: a Problem where Postgres is away, full or too slow; itself
 * where it is about the statement (a broken constraint, a bug).
 */
export function readFailure(failure: unknown): unknown {
  if (failure instanceof pg.DatabaseError) {
    const code = failure.code ?? "";
    if (code === QUERY_CANCELED || code === LOCK_NOT_AVAILABLE) {
      return new Problem("timeout", "The state took too long to answer.", { cause: failure });
    }
    return NOT_NOW.has(code.slice(0, 2)) ? away(failure) : failure;
  }
  // Ours (a value that cannot be read or bound) stays ours; the rest is a connection that broke.
  const ours = [Problem, RangeError, TypeError, SyntaxError].some((kind) => failure instanceof kind);
  return ours ? failure : away(failure);
}

function away(cause: unknown): Problem {
  return new Problem("unavailable", "The state store does not answer just now.", {
    fix: "Try again in a moment; nothing of this request was kept.",
    retryAfter: RETRY_AFTER_SECONDS,
    cause,
  });
}
