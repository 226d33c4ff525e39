import { existsSync } from "node:fs";
import { type IncomingMessage, request as httpRequest } from "node:http";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../config.ts";
import { FolderInUse, socketOf } from "../folder-lock.ts";
import type { Program } from "../program.ts";
import type { makeLog } from "../log.ts";
import { Refused } from "./outcome.ts";

/** One question to the API, as its owner. */
export type Ask = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Record<string, string | undefined>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, for files. */
  readonly body?: Readable;
};

/** Asks the API of a running server, or of the folder that was opened for it. */
export type Client = {
  /** The answer's JSON. @throws Refused with what the server said */
  ask<Answer>(ask: Ask): Promise<Answer>;
  close(): Promise<void>;
};

type Raw = { status: number; text: string };

/** How long to wait for a server that starts (its first start makes a database), or another verb's end. */
const WAIT_MS = 30_000;
const LOOK_MS = 100;

/**
 * Through the socket of a running server; where none runs, opens the data folder itself and works
 * there. A server has the folder before it has the socket, so who comes in between waits.
 * @throws FolderInUse where whoever has the folder goes on without a socket
 */
export async function connect(config: Config, log: ReturnType<typeof makeLog>): Promise<Client> {
  const end = performance.now() + WAIT_MS;
  for (;;) {
    try {
      return (await overRunning(socketOf(config))) ?? (await openItself(config, log));
    } catch (failure) {
      if (!(failure instanceof FolderInUse) || performance.now() > end) throw failure;
    }
    await sleep(LOOK_MS);
  }
}

/** Connects with the first question: a verb that refuses what it was given opens nothing. */
export function whenAsked(open: () => Promise<Client>): Client {
  let client: Promise<Client> | null = null;
  return {
    ask: async (ask) => (await (client ??= open())).ask(ask),
    close: async () => (await client)?.close(),
  };
}

async function overRunning(socketPath: string): Promise<Client | null> {
  if (!existsSync(socketPath) || !(await answers(socketPath))) return null;
  return { ask: asking((ask) => overSocket(socketPath, ask)), close: async () => undefined };
}

async function openItself(config: Config, log: ReturnType<typeof makeLog>): Promise<Client> {
  // The whole program takes a second to load; a verb that asks a running server needs none of it.
  const { openProgram } = await import("../program.ts");
  const program = await openProgram(config, log);
  program.work();
  return { ask: asking((ask) => inProcess(program, ask)), close: () => program.close() };
}

function asking(send: (ask: Ask) => Promise<Raw>): Client["ask"] {
  return async <Answer>(ask: Ask) => {
    const { status, text } = await send(ask);
    const body: unknown = text === "" ? null : JSON.parse(text);
    if (status >= 400) throw new Refused(status, body);
    return body as Answer;
  };
}

async function answers(socketPath: string): Promise<boolean> {
  try {
    return (await overSocket(socketPath, { path: "/healthz" })).status === 200;
  } catch {
    // Left by a server that was killed.
    return false;
  }
}

function addressOf({ path, query = {} }: Ask): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString();
  return search === "" ? path : `${path}?${search}`;
}

function headersOf({ json, body }: Ask): Record<string, string> {
  if (json !== undefined) return { "content-type": "application/json" };
  return body ? { "content-type": "application/octet-stream" } : {};
}

function overSocket(socketPath: string, ask: Ask): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const options = {
      socketPath,
      method: ask.method ?? "GET",
      path: addressOf(ask),
      headers: headersOf(ask),
    };
    const request = httpRequest(options, (response) => {
      readAll(response).then((text) => resolve({ status: response.statusCode ?? 500, text }), reject);
    });
    request.once("error", reject);
    if (ask.body) {
      ask.body.once("error", reject);
      ask.body.pipe(request);
    } else request.end(ask.json === undefined ? undefined : JSON.stringify(ask.json));
  });
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

async function inProcess({ server }: Program, ask: Ask): Promise<Raw> {
  const payload = ask.body ?? (ask.json === undefined ? undefined : JSON.stringify(ask.json));
  const answer = await server.app.inject({
    method: ask.method ?? "GET",
    url: addressOf(ask),
    headers: { ...headersOf(ask), ...server.ownerHeaders },
    ...(payload !== undefined && { payload }),
  });
  return { status: answer.statusCode, text: answer.body };
}
