import { z } from "zod";
import type { FastifyRequest } from "fastify";
import type { App } from "../../core/capability.ts";
import { Problem } from "../../core/problem.ts";
import type { MetricsRegistry } from "./metrics.ts";
import "./request.ts";

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

const statusSchema = z.object({ status: z.literal("ok") });

/** What operators and their tools ask: alive, ready, how is it going. */
export function operatorRoutes(app: App, ready: () => Promise<void>, metrics: MetricsRegistry): void {
  app.get(
    "/healthz",
    { config: { access: "public" }, schema: { response: { 200: statusSchema } } },
    async () => ({
      status: "ok" as const,
    }),
  );
  app.get(
    "/readyz",
    { config: { access: "public" }, schema: { response: { 200: statusSchema } } },
    async () => {
      await ready();
      return { status: "ok" as const };
    },
  );
  app.get("/metrics", { config: { access: "public" } }, async (request, reply) => {
    if (!mayReadMetrics(request)) {
      throw new Problem("unauthenticated", "Metrics are for this machine and for API tokens.", {
        fix: "Ask from the machine itself, or send a token with the scope workspace:read.",
      });
    }
    return reply.type(metrics.contentType).send(await metrics.page());
  });
}

function mayReadMetrics(request: FastifyRequest): boolean {
  if (request.actor?.permissions.has("workspace:read")) return true;
  // A proxy on this machine would make everybody look local.
  const forwarded = request.headers["x-forwarded-for"] ?? request.headers.forwarded ?? request.headers.via;
  return forwarded === undefined && LOOPBACK.has(request.ip);
}
