import type { FastifyRequest } from "fastify";
import { Problem } from "../../core/problem.ts";
import "./request.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const HEADER = "x-tenure-csrf";

/**
 * Refuses what a page of another site made a browser send. Only cookies travel by themselves, so
 * tokens and the owner's socket need no more; browsers name the page's origin with every change.
 * @throws Problem `forbidden`
 */
export function refuseForgery(request: FastifyRequest, publicUrl: string): void {
  if (SAFE.has(request.method) || request.actor?.kind === "token" || request.actor?.kind === "owner") return;
  // A header of our own cannot be set across sites without a preflight, which nobody answers.
  if (request.headers[HEADER] !== undefined) return;
  const { origin } = request.headers;
  const ours = origin !== undefined && isOurs(origin, request.headers.host, publicUrl);
  if (ours || (origin === undefined && request.actor === null)) return;
  throw new Problem("forbidden", "The request does not come from a page of Tenure.", {
    field: HEADER,
    fix: `Send the header "${HEADER}: 1", or use an API token.`,
  });
}

function isOurs(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.origin === new URL(publicUrl).origin || from.host === host;
}
