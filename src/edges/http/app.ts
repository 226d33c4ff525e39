import { randomBytes, randomUUID } from "node:crypto";
import Fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { App, Capability } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { type Authenticate, guardAccess } from "./access.ts";
import { limitBodies, PATIENCE, type Patience } from "./body-deadline.ts";
import { addHeaders } from "./headers.ts";
import type { MetricsRegistry } from "./metrics.ts";
import { describeRoutes } from "./openapi.ts";
import { operatorRoutes } from "./operators.ts";
import { OWNER_HEADER, withOwner } from "./owner.ts";
import { servePages } from "./pages.ts";
import { answerFailure } from "./problems.ts";
import { refuseUnstorable } from "./storable.ts";

/** What the http server is put together from. */
export type HttpOptions = {
  readonly context: Context;
  readonly capabilities: readonly Capability[];
  /** Sessions and tokens; the owner's socket is the edge's own. */
  readonly authenticate: Authenticate;
  /** Throws Problem `unavailable` while a store does not answer. */
  readonly ready: () => Promise<void>;
  readonly metrics: MetricsRegistry;
  readonly logger: FastifyBaseLogger;
  /** The folder of the built web pages. */
  readonly pages: string;
  readonly version: string;
  /** Addresses and ranges of proxies whose word on who asks is believed; nobody's unless told. */
  readonly trustedProxies?: readonly string[];
  /** How patient to be with senders; {@link PATIENCE} unless told. */
  readonly patience?: Patience;
};

/** The http server, not listening yet, with what its owner shows to be let in. */
export type HttpServer = {
  readonly app: App;
  /** Headers that make a request the owner's: for the owner's socket and the program itself. */
  readonly ownerHeaders: Record<string, string>;
};

const BODY_LIMIT = 1024 * 1024;
const CLOSE_IDLE_EVERY_MS = 50;
/** Supervisors usually kill after ten seconds; the stores need some of them. */
const FINISH_WITHIN_MS = 5_000;

/** Puts the http server together; every route of every capability is in it. */
export async function makeHttpServer(options: HttpOptions): Promise<HttpServer> {
  const ownerKey = randomBytes(32).toString("base64url");
  const app: App = Fastify({
    loggerInstance: options.logger,
    // Addresses hold identifiers; the log gets the route's pattern instead.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: "idle",
    // What comes over an open connection while the server closes is still answered: it is stored before the stores close.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 1024, ignoreTrailingSlash: true },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerFailure);
  measureRequests(app, options.metrics);
  limitBodies(app, options.patience ?? PATIENCE);
  addHeaders(app, options.context.publicUrl);
  guardAccess(app, withOwner(ownerKey, options.authenticate), options.context.publicUrl);
  refuseUnstorable(app);
  await describeRoutes(app, options.version);
  operatorRoutes(app, options.ready, options.metrics);
  for (const capability of options.capabilities) {
    // Each in a scope of its own, so that a parser of one does not reach the others.
    await app.register(async (scope) => capability.routes?.(scope.withTypeProvider(), options.context));
  }
  await servePages(app, options.pages);
  closeConnectionsAtTheEnd(app);
  await app.ready();
  return { app, ownerHeaders: { [OWNER_HEADER]: ownerKey } };
}

/**
 * A connection that was busy when the server began to close is idle a moment later, and would keep
 * it from ending until the time for the next request is over.
 */
function closeConnectionsAtTheEnd(app: App): void {
  app.addHook("preClose", async () => {
    if (!app.server.listening) return;
    const closing = setInterval(() => app.server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
    // A sender that never ends its body must not hold the end up either.
    const over = setTimeout(() => app.server.closeAllConnections(), FINISH_WITHIN_MS);
    app.server.once("close", () => {
      clearInterval(closing);
      clearTimeout(over);
    });
  });
}

function measureRequests(app: App, metrics: MetricsRegistry): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "pages";
    const status = String(reply.statusCode);
    metrics.observe("http_request_seconds", "Time to answer", reply.elapsedTime / 1000, {
      route,
      method: request.method,
      status,
    });
    const line = { route, method: request.method, status, ms: Math.round(reply.elapsedTime) };
    if (reply.statusCode >= 500) request.log.warn(line, "answered");
    else request.log.debug(line, "answered");
  });
}
