import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../../core/capability.ts";
import { Problem } from "../../core/problem.ts";
import { answerProblem } from "./problems.ts";

const A_YEAR = 31_536_000_000;

/**
 * The web pages, as `npm run build` made them. Every address that is no route is a page's own and
 * gets the frame; names below /assets/ change with their content, so they may be kept for ever.
 */
export async function servePages(app: App, folder: string): Promise<void> {
  // Each answer names the folder itself, which may be built after the start; the plugin wants one that exists.
  await app.register(fastifyStatic, { root: import.meta.dirname, serve: false, cacheControl: false });
  app.setNotFoundHandler(async (request, reply) => {
    const path = decodePath(request.url);
    if (path === null || !isPage(request, path)) return refuse(reply);
    if (!existsSync(join(folder, "index.html"))) return sayMissing(reply);
    const isFile = path !== "/" && /\.[a-z0-9]+$/i.test(path);
    if (!isFile) return reply.header("cache-control", "no-cache").sendFile("index.html", folder);
    if (!existsSync(join(folder, path))) return refuse(reply);
    return path.startsWith("/assets/")
      ? reply.sendFile(path, folder, { cacheControl: true, maxAge: A_YEAR, immutable: true })
      : reply.header("cache-control", "no-cache").sendFile(path, folder);
  });
}

function isPage(request: FastifyRequest, path: string): boolean {
  const asksForPage = request.method === "GET" || request.method === "HEAD";
  return asksForPage && !/^\/(api|v1|metrics|healthz|readyz)(\/|$)/.test(path);
}

function decodePath(url: string): string | null {
  try {
    const { pathname } = new URL(url, "http://page");
    const path = decodeURIComponent(pathname);
    return path.includes("\0") || path.split("/").includes("..") ? null : path;
  } catch {
    return null;
  }
}

function refuse(reply: FastifyReply): FastifyReply {
  const fix = "/api/openapi.json lists what there is.";
  return answerProblem(new Problem("not_found", "There is nothing at this address.", { fix }), reply);
}

function sayMissing(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .type("text/plain; charset=utf-8")
    .send(
      "The web pages are not built yet: run `npm run build`, then load this page again. The API works.\n",
    );
}
