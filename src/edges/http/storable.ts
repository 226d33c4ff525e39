import { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import type { App } from "../../core/capability.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";

/** Levels of a body that are looked through; the schemas allow no deeper ones. */
const DEPTH = 20;

/** Refuses text that no store can hold, before it becomes a fault of a store. */
export function refuseUnstorable(app: App): void {
  app.addHook("preValidation", async (request) => {
    // Events have their own rule: there the character is replaced, so that none is lost.
    if (request.routeOptions.config.access === "write-key") return;
    const where = placeOf(request);
    if (where === null) return;
    throw new Problem("invalid", because("form.holds_nul"), { field: where });
  });
}

function placeOf({ params, query, body }: FastifyRequest): "path" | "query" | "body" | null {
  if (holdsNul(params, DEPTH)) return "path";
  if (holdsNul(query, DEPTH)) return "query";
  return holdsNul(body, DEPTH) ? "body" : null;
}

function holdsNul(value: unknown, depth: number): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null || depth === 0) return false;
  if (Array.isArray(value)) return value.some((item) => holdsNul(item, depth - 1));
  // Uploads come as streams, which hold bytes, not text.
  if (value instanceof Readable || ArrayBuffer.isView(value)) return false;
  return Object.entries(value).some(([key, item]) => key.includes("\0") || holdsNul(item, depth - 1));
}
