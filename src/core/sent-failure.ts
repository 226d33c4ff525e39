/** Failures on their way from one thread to another, which would lose what makes them a Problem. */
import { Problem, wordsOf, type ProblemCode } from "./problem.ts";
import type { Words } from "./reason.ts";

/** What a failure keeps on its way: a {@link Problem} all its words, another its name and the engine's number. */
export type SentFailure =
  | {
      readonly problem: true;
      readonly code: ProblemCode;
      readonly words: Words;
      readonly more: ProblemMore;
    }
  | { readonly problem: false; readonly name: string; readonly message: string; readonly code: unknown };

type ProblemMore = { readonly field?: string; readonly retryAfter?: number };

/** A failure made ready to travel. */
export function sendableFailure(failure: unknown): SentFailure {
  if (failure instanceof Problem) {
    const { code, field, retryAfter } = failure;
    const more = {
      ...(field !== undefined && { field }),
      ...(retryAfter !== undefined && { retryAfter }),
    };
    return { problem: true, code, words: wordsOf(failure), more };
  }
  const { name, message } = failure instanceof Error ? failure : new TypeError(String(failure));
  const code = failure instanceof Error && "clickhouseCode" in failure ? failure.clickhouseCode : undefined;
  return { problem: false, name, message, code };
}

/** The failure that travelled. */
export function receivedFailure(failure: SentFailure): Error {
  if (failure.problem) return new Problem(failure.code, failure.words, failure.more);
  const error = new Error(failure.message);
  error.name = failure.name;
  return Object.assign(error, { clickhouseCode: failure.code });
}
