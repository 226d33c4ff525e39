/**
 * Asks the server. Answers are typed by the contracts (`import type`), failures are a {@link Failure}
 * with what the server said: what happened, which field, what to do.
 */

import type { Values } from "../core/reason.ts";

/** What the server says in English, with the reason by which the page says it in the reader's language. */
export type Words = {
  message: string;
  fix?: string | undefined;
  reason?: string | undefined;
  values?: Values | undefined;
};

/** The body of a refused request, as every route sends it. */
export type ProblemBody = Words & { code: string; field?: string };

/** A request that was not answered as hoped. `status` 0: the server could not be reached. */
export class Failure extends Error {
  readonly status: number;
  readonly problem: ProblemBody;
  constructor(status: number, problem: ProblemBody) {
    super(problem.message);
    this.name = "Failure";
    this.status = status;
    this.problem = problem;
  }
}

/** Values of an address's query; empty ones are left out, lists repeat their name. */
export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** An address with its query. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    if (Array.isArray(value)) for (const item of value) search.append(name, item);
    else search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Reads. */
export function get<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>("GET", address(path, query), undefined, signal);
}

/** Changes something: POST, PUT, PATCH or DELETE with a JSON body. */
export function send<Answer = void>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  return ask<Answer>(method, path, body, signal);
}

/** What every changing request carries; a page of another site cannot set it. */
export const CSRF_HEADER = { "x-tenure-csrf": "1" } as const;

async function ask<Answer>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET") Object.assign(headers, CSRF_HEADER);
  if (body !== undefined) headers["content-type"] = "application/json";
  const request: RequestInit = { method, headers, credentials: "same-origin", signal: signal ?? null };
  if (body !== undefined) request.body = JSON.stringify(body);
  const response = await fetch(path, request).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new Failure(0, { code: "unreachable", message: "" });
  });
  const text = await response.text();
  if (!response.ok) throw new Failure(response.status, problemOf(text));
  return (text ? JSON.parse(text) : undefined) as Answer;
}

/** The problem that a refusal's body holds, or one without words where it holds none. */
export function problemOf(text: string): ProblemBody {
  try {
    const { error } = JSON.parse(text) as { error?: ProblemBody };
    if (error && typeof error.message === "string") return error;
  } catch {
    // Not JSON: a proxy in between answered.
  }
  return { code: "unknown", message: "" };
}
