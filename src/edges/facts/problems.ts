import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";

/** The statement took more time or memory than it may: TIMEOUT_EXCEEDED, TOO_SLOW, MEMORY_LIMIT_EXCEEDED. */
const TOO_COSTLY = new Set([159, 160, 241]);

/** TOO_MANY_ROWS_OR_BYTES: the answer is larger than {@link Limits.answer}. */
const TOO_LARGE = new Set([396]);

/**
 * The engine cannot work now, whatever the statement. Files that can't be written, opened, closed,
 * truncated (75–77, 88), sockets (95, 96, 209, 210), memory (173), TOO_MANY_SIMULTANEOUS_QUERIES
 * (202), keeper (225, 242, 285, 319, 999), ABORTED (236), NOT_ENOUGH_SPACE (243), TOO_MANY_PARTS
 * (252), ALL_CONNECTION_TRIES_FAILED (279), cancelled at shut-down (394), SYSTEM_ERROR (425), the
 * file system's own errors (1001).
 */
const UNAVAILABLE = new Set([
  75, 76, 77, 88, 95, 96, 173, 202, 209, 210, 225, 236, 242, 243, 252, 279, 285, 319, 394, 425, 999, 1001,
]);

/** QUERY_WAS_CANCELLED. */
export const CANCELLED = 394;

const RETRY_AFTER = 5;

/** The facts can't be asked or written now; trying again later may help. */
export function unavailable(message: string, cause?: unknown): Problem {
  return new Problem("unavailable", message, { retryAfter: RETRY_AFTER, cause });
}

/** The question took too long, or more memory than it may. */
export function tooCostly(cause?: unknown): Problem {
  return new Problem("timeout", "The question took longer, or more memory, than it may.", {
    fix: "Ask for a shorter period or fewer columns, or try again when the server is less busy.",
    cause,
  });
}

/**
 * What the engine's error code says, as a {@link Problem}; null where it says that the statement
 * itself is wrong, which is a bug.
 */
export function problemOf(code: number | undefined, doing: "ask" | "insert", cause: unknown): Problem | null {
  if (code === undefined) return null;
  if (TOO_COSTLY.has(code)) {
    return doing === "ask" ? tooCostly(cause) : unavailable("The facts have too much to do.", cause);
  }
  if (TOO_LARGE.has(code)) {
    return new Problem("too_large", because("figures.answer_too_large"), { cause });
  }
  return UNAVAILABLE.has(code) ? unavailable("The facts cannot be read or written now.", cause) : null;
}
