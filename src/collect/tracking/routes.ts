import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { within } from "../../core/deadline.ts";
import type { EventKind } from "../../core/event.ts";
import { Problem, type ProblemCode } from "../../core/problem.ts";
import { ownBytes, takingIn } from "./aside.ts";
import { BODY_BYTES } from "./limits.ts";
import { sdkRoutes } from "./sdk.ts";
import { bodyTooLong } from "./track.ts";
import type { NoSuccess } from "./track.ts";

const PATHS: readonly (readonly [path: string, kind: EventKind | "batch"])[] = [
  ["identify", "identify"],
  ["i", "identify"],
  ["track", "track"],
  ["t", "track"],
  ["page", "page"],
  ["p", "page"],
  ["screen", "screen"],
  ["s", "screen"],
  ["group", "group"],
  ["g", "group"],
  ["alias", "alias"],
  ["a", "alias"],
  ["batch", "batch"],
  ["b", "batch"],
  ["import", "batch"],
];

const ACCESS = { access: "write-key" } as const;
/** What is read off the wire; past the limit, so that the refusal can be logged with its source. */
const WIRE_BYTES = 2 * BODY_BYTES;
/** Milliseconds; SDKs give up after ten seconds, and should hear before that when to come again. */
const ANSWER_WITHIN = 8_000;
const SUCCESS = JSON.stringify({ success: true });
const JSON_TYPE = "application/json; charset=utf-8";

/** The Segment tracking API. It takes no cookies and any origin: a write key can only write. */
export function trackingRoutes(app: App, context: Context, mostBacklog?: number): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: WIRE_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    openToAllOrigins(scope);
    for (const [path, kind] of PATHS) {
      scope.post(`/v1/${path}`, { config: ACCESS, bodyLimit: WIRE_BYTES }, (request, reply) =>
        answer(context, kind, request, reply, mostBacklog),
      );
      scope.options(`/v1/${path}`, { config: ACCESS }, preflight);
    }
    scope.post("/v1/m", { config: ACCESS, bodyLimit: WIRE_BYTES }, (_request, reply) => succeed(reply));
    scope.options("/v1/m", { config: ACCESS }, preflight);
    sdkRoutes(scope, context);
  });
}

function openToAllOrigins(scope: FastifyInstance): void {
  scope.addHook("onRequest", (_request, reply, done) => {
    reply.header("access-control-allow-origin", "*");
    reply.header("access-control-expose-headers", "Retry-After, X-RateLimit-Reset");
    reply.header("cross-origin-resource-policy", "cross-origin");
    done();
  });
  scope.setErrorHandler((failure, _request, reply) => {
    const problem = readFailure(failure);
    if (!problem) throw failure;
    if (problem.retryAfter) reply.header("retry-after", problem.retryAfter);
    const { code, message, fix } = problem;
    const status = STATUS[code] ?? 503;
    return reply.code(status).send({ success: false, error: { code, message, fix } });
  });
}

const STATUS: Partial<Record<ProblemCode, number>> = { invalid: 400, too_slow: 408 };

/** SDKs retry 5xx and drop on other 4xx: whatever a store could not take is a 503. */
function readFailure(failure: unknown): Problem | null {
  if (failure instanceof Problem && failure.code === "too_slow") return failure;
  if (failure instanceof Problem) {
    const { message, fix, retryAfter = 5 } = failure;
    return new Problem("unavailable", message, { fix, retryAfter });
  }
  const isLong =
    failure instanceof Error && "code" in failure && failure.code === "FST_ERR_CTP_BODY_TOO_LARGE";
  if (!isLong) return null;
  const { message, fix } = bodyTooLong(BODY_BYTES);
  return new Problem("invalid", message, { fix });
}

async function answer(
  context: Context,
  kind: EventKind | "batch",
  request: FastifyRequest,
  reply: FastifyReply,
  mostBacklog: number | undefined,
): Promise<FastifyReply> {
  const call = {
    kind,
    body: ownBytes(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)),
    encoding: request.headers["content-encoding"]?.trim().toLowerCase(),
    authorization: request.headers.authorization,
    ip: request.ip,
    mostBacklog,
  };
  const outcome = await within(ANSWER_WITHIN, context.aside(context, takingIn, call), tooSlow);
  return outcome.ok ? succeed(reply) : fail(reply, outcome.refusal);
}

const tooSlow = () =>
  new Problem("unavailable", "The store does not take events just now.", {
    fix: "Send the same events again in a moment; those that were kept all the same count once.",
    retryAfter: 5,
  });

function succeed(reply: FastifyReply): FastifyReply {
  return reply.code(200).header("content-type", JSON_TYPE).send(SUCCESS);
}

function fail(reply: FastifyReply, outcome: NoSuccess): FastifyReply {
  reply.code(outcome.status).header("content-type", JSON_TYPE);
  if (outcome.status === 429) {
    reply.header("retry-after", outcome.retryAfter).header("x-ratelimit-reset", outcome.retryAfter);
    const message = "More events wait than the server can work off soon.";
    return reply.send({
      success: false,
      error: { code: "too_many", message, fix: "Send them again later." },
    });
  }
  const { message, fix } = outcome.status === 401 ? outcome : outcome.refusal;
  if (outcome.status === 401) {
    return reply.send({ success: false, error: { code: "unauthenticated", message, fix } });
  }
  const { reason, field } = outcome.refusal;
  return reply.send({
    success: false,
    error: { code: "invalid", reason, message, fix, ...(field ? { field } : {}) },
  });
}

function preflight(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(204)
    .header("access-control-allow-methods", "GET, POST, OPTIONS")
    .header("access-control-allow-headers", "Authorization, Content-Type, Content-Encoding, X-Retry-Count")
    .header("access-control-max-age", "86400")
    .send();
}
