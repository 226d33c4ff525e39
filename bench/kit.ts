/** What every bench is made of: a figure held against its budget, a server of its own, load, percentiles. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startServer } from "../test/kit/server.ts";
import { send } from "./connection.ts";
import type { RunningServer } from "../test/kit/server.ts";

/** One line of the table. `better` says on which side of the budget it should stay. */
export type Figure = {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  readonly budget: number;
  readonly better: "more" | "less";
  readonly note?: string;
};

/** How large a bench is run; the defaults keep each below about 20 seconds. */
export type Size = {
  /** Seconds of the same load before, which are not counted: a server that runs for months has its code compiled. */
  readonly warm: number;
  /** Seconds of load. */
  readonly seconds: number;
  /** Rows, customers or lines to work on. */
  readonly rows: number;
  /** Customers, and events of theirs, of benches that work on both. */
  readonly profiles?: number | undefined;
  readonly events?: number | undefined;
  /** A folder that keeps what takes long to load, for the next time. */
  readonly data?: string | undefined;
};

/** A bench: the budget's name for the command line, and what it measures. */
export type Bench = { readonly name: string; run(size: Size): Promise<Figure[]> };

/** Runs something with a folder that is removed afterwards. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "tenure-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs something against a server with an empty data folder. */
export function withServer<Result>(work: (server: RunningServer) => Promise<Result>): Promise<Result> {
  return withFolder(async (folder) => {
    const server = await startServer(join(folder, "data"));
    try {
      return await work(server);
    } finally {
      await server.stop();
    }
  });
}

/** Makes a source of trust and returns the header that sends events as it. */
export async function makeSource(server: RunningServer): Promise<string> {
  const { body } = await server.ask<{ writeKey: string }>("POST", "/api/v1/sources", {
    name: "Bench",
    kind: "server",
  });
  return `Basic ${Buffer.from(`${body.writeKey}:`).toString("base64")}`;
}

/** Asks the Profile API what is known of a user id, by `view`: traits, events. */
export type AskProfile = (view: string, user: string) => Promise<{ status: number; text: string }>;

/** Makes a token and returns the header that asks with it. */
export async function makeToken(server: RunningServer, scopes: readonly string[]): Promise<string> {
  const { body } = await server.ask<{ token: string }>("POST", "/api/v1/tokens", { name: "bench", scopes });
  return `Basic ${Buffer.from(`${body.token}:`).toString("base64")}`;
}

/** Asks as one who may read profiles. */
export async function makeReader(server: RunningServer): Promise<AskProfile> {
  const token = await makeToken(server, ["profiles:read"]);
  const base = `${server.url}/v1/spaces/default/collections/users/profiles`;
  return (view, user) => send(`${base}/user_id:${user}/${view}`, token);
}

/** Waits until the facts answer with an event of the user; the milliseconds that took. */
export async function untilVisible(ask: AskProfile, user: string, every: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { status, text } = await ask("events", user);
    if (status === 200 && text.includes("message_id")) return performance.now() - began;
    if (status !== 200 && status !== 404) throw new Error(`${status}: ${text.slice(0, 300)}`);
    if (performance.now() - began > VISIBLE_WITHIN) throw new Error(`${user} is not visible`);
    await pause(every);
  }
}

const VISIBLE_WITHIN = 600_000;

/** Keeps so many requests going for so long; each one's milliseconds, and how long all took in seconds. */
export async function load(
  seconds: number,
  together: number,
  one: (index: number) => Promise<void>,
): Promise<{ times: number[]; took: number }> {
  const times: number[] = [];
  const start = performance.now();
  let index = 0;
  const worker = async () => {
    while (performance.now() - start < seconds * 1000) {
      const began = performance.now();
      await one(index++);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  return { times, took: (performance.now() - start) / 1000 };
}

/** Indexes of what warms up: beside those that are measured, so that no event is sent twice. */
export const WARM_FROM = 100_000_000;

/**
 * Begins so many requests a second for so long, however slowly they are answered; each one's
 * milliseconds from when it was due, so that a server that stalls is not spared the questions.
 */
export async function steady(
  seconds: number,
  perSecond: number,
  one: (index: number) => Promise<void>,
): Promise<number[]> {
  const times: number[] = [];
  const under: Promise<void>[] = [];
  const start = performance.now();
  for (let index = 0; index < seconds * perSecond; index += 1) {
    const due = start + (index * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    under.push(one(index).then(() => void times.push(performance.now() - due)));
  }
  await Promise.all(under);
  return times;
}

/** The value below which this share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Throws where an answer is not the one expected: a bench of refusals measures nothing. */
export function expectStatus(answer: { status: number; text: string }, status = 200): void {
  if (answer.status !== status) throw new Error(`${answer.status}: ${answer.text.slice(0, 300)}`);
}
