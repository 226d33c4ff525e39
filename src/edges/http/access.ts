import type { FastifyRequest } from "fastify";
import type { App } from "../../core/capability.ts";
import type { Actor } from "../../core/permission.ts";
import { Problem } from "../../core/problem.ts";
import { refuseForgery } from "./forgery.ts";
import "./request.ts";

/** Says who asks by the headers, null where they show nobody. Bad credentials throw `unauthenticated`. */
export type Authenticate = (headers: FastifyRequest["headers"]) => Promise<Actor | null>;

/** Holds every route to its access: it must name one, and each request is held against it. */
export function guardAccess(app: App, authenticate: Authenticate, publicUrl: string): void {
  app.decorateRequest("actor", null);
  app.addHook("onRoute", (route) => {
    if (route.config?.access === undefined) {
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it: config.access`);
    }
  });
  app.addHook("onRequest", async (request) => {
    const access = request.routeOptions.config.access;
    // Tracking routes check the write key themselves and know nothing of people.
    if (access === undefined || access === "write-key") return;
    request.actor = await authenticate(request.headers);
    refuseForgery(request, publicUrl);
    if (access === "public") return;
    if (!request.actor) {
      throw new Problem("unauthenticated", "Nobody is signed in.", {
        fix: "Sign in, or send an API token: `authorization: Bearer …`.",
      });
    }
    if (!request.actor.permissions.has(access)) {
      throw new Problem("forbidden", `This needs the permission ${access}.`, {
        fix:
          request.actor.kind === "token"
            ? `Use a token with the scope ${access}.`
            : "Ask an admin of this workspace to do it, or to make you an admin.",
      });
    }
  });
}
