import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { Problem, wordsOf, type ProblemCode } from "../../core/problem.ts";
import { because, type Values } from "../../core/reason.ts";
import { invalidInput } from "./invalid-input.ts";

const STATUS: Record<ProblemCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_slow: 408,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
  timeout: 504,
};

const DEFAULT_RETRY_SECONDS = 2;

/** What a refused request is answered with. */
export type ProblemBody = {
  error: { code: string; message: string; field?: string; fix?: string; reason?: string; values?: Values };
};

/** The status and body of a refusal. */
export function presentProblem(problem: Problem): { status: number; body: ProblemBody } {
  const { code, field } = problem;
  return { status: STATUS[code], body: { error: { code, field, ...wordsOf(problem) } } };
}

/** Answers whatever was thrown: a refusal with its reason, or 500 for a bug. */
export function answerFailure(failure: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = failure instanceof Problem ? failure : readFailure(failure);
  if (problem === null) {
    logBug(failure, request);
    void reply.code(500).send(bugBody(request.id));
    return;
  }
  answerProblem(problem, reply);
}

/** Answers a refusal. */
export function answerProblem(problem: Problem, reply: FastifyReply): FastifyReply {
  const { code, retryAfter = code === "unavailable" ? DEFAULT_RETRY_SECONDS : undefined } = problem;
  if (retryAfter !== undefined) void reply.header("retry-after", String(Math.ceil(retryAfter)));
  const { status, body } = presentProblem(problem);
  return reply.code(status).send(body);
}

/** Messages of errors may quote input, which may be personal: logs get the place, not the words. */
function logBug(failure: FastifyError, request: FastifyRequest): void {
  const frames = failure.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  const bug = { name: failure.name, code: failure.code, frames };
  request.log.error({ bug, route: request.routeOptions.url }, "a request failed by a bug");
  request.log.debug({ message: failure.message }, "what it said");
}

function bugBody(requestId: string): ProblemBody {
  return { error: { code: "internal", ...because("server.bug", { id: requestId }) } };
}

function readFailure(failure: FastifyError): Problem | null {
  if (hasZodFastifySchemaValidationErrors(failure)) return invalidInput(failure);
  const status = failure.statusCode ?? 500;
  if (status === 413) {
    return new Problem("too_large", "The body of the request is too large.", {
      field: "body",
      fix: "Send less at once.",
    });
  }
  if (status === 429) return new Problem("too_many", failure.message);
  if (status < 400 || status >= 500) return null;
  const message = `The request cannot be read: ${STATUS_CODES[status] ?? "bad request"} (${failure.code}).`;
  return new Problem("invalid", message, {
    field: "body",
    fix: 'Send well-formed JSON with the header "content-type: application/json".',
  });
}
