import { ConfigError } from "../config.ts";
import { isJsonObject } from "../core/json.ts";
import { Problem } from "../core/problem.ts";
import { FolderInUse } from "../folder-lock.ts";

/** What the exit codes mean; `--help` prints them. */
export const EXIT_CODES = {
  ok: 0,
  /** Something failed: a store, the disk, a bug. */
  failed: 1,
  /** The command or the environment is wrong. */
  usage: 2,
  /** Tenure refused what was asked. */
  refused: 3,
  /** Another process has the data folder. */
  inUse: 4,
} as const;

/** The command was not written as it must be. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The API refused the request. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  constructor(status: number, body: unknown) {
    super(wordsOf(body) ?? `Tenure answered with status ${status}.`);
    this.status = status;
  }
}

/** What was asked for did not come to its end, for a reason that lies in what was given. */
export class NotDone extends Error {
  override readonly name = "NotDone";
}

function wordsOf(body: unknown): string | null {
  const error = isJsonObject(body) && isJsonObject(body["error"]) ? body["error"] : null;
  if (!error || typeof error["message"] !== "string") return null;
  return typeof error["fix"] === "string" ? `${error["message"]} ${error["fix"]}` : error["message"];
}

/** The exit code and the words for standard error. */
export function explain(failure: unknown): { code: number; message: string } {
  if (failure instanceof FolderInUse) return { code: EXIT_CODES.inUse, message: withFix(failure) };
  if (failure instanceof Problem) return { code: EXIT_CODES.failed, message: withFix(failure) };
  if (failure instanceof UsageError || failure instanceof ConfigError) {
    return { code: EXIT_CODES.usage, message: failure.message };
  }
  if (failure instanceof Refused) {
    const code = failure.status >= 500 ? EXIT_CODES.failed : EXIT_CODES.refused;
    return { code, message: failure.message };
  }
  if (failure instanceof NotDone) return { code: EXIT_CODES.refused, message: failure.message };
  const message = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  return { code: EXIT_CODES.failed, message };
}

function withFix(problem: Problem): string {
  const cause = problem.cause instanceof Error ? `\n${problem.cause.message}` : "";
  return `${problem.message}${problem.fix ? ` ${problem.fix}` : ""}${cause}`;
}
