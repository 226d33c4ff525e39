/** Ends and beginnings while others go on sending, asking and starting. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testFolder } from "../kit/context.ts";
import { eventually } from "../kit/eventually.ts";
import { Sender } from "../kit/sender.ts";
import { type RunningServer, startServer } from "../kit/server.ts";
import { storedMessages, untilWorkedOff } from "../kit/stored.ts";

const run = promisify(execFile);
const SENDERS = 4;

let dataDir: string;
let server: RunningServer;
let writeKey: string;
const senders: Sender[] = [];
const acknowledged = () => senders.flatMap((sender) => sender.acknowledged);
const postmaster = () =>
  readFileSync(join(dataDir, "postgres", "data", "postmaster.pid"), "utf8").split("\n")[0];

beforeAll(async () => {
  dataDir = await testFolder();
});

afterAll(async () => {
  await server?.stop();
});

/** A page that asks again and again, until the server is gone. */
async function keepAsking(token: string, signal: AbortSignal): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const rule = JSON.stringify({ rule: { did: { what: "order" }, times: { at_least: 2 } } });
  try {
    while (!signal.aborted) {
      for (const body of [undefined, rule]) {
        const path = body === undefined ? "figures/overview" : "segments/preview";
        const method = body === undefined ? "GET" : "POST";
        const answer = await fetch(`${server.url}/api/v1/${path}`, { method, headers, body: body ?? null });
        await answer.text();
      }
    }
  } catch {
    // No answer: the server is gone.
  }
}

/** Several senders and pages that go on until the server is gone, once each sender has sent something. */
async function underLoad(name: string, end: () => Promise<unknown>): Promise<void> {
  const stop = new AbortController();
  const { body } = await server.ask<{ token: string }>("POST", "/api/v1/tokens", {
    name,
    scopes: ["figures:read", "profiles:read"],
  });
  const ours = Array.from({ length: SENDERS }, (_, nth) => new Sender(server, writeKey, `${name}-${nth}`));
  senders.push(...ours);
  const sending = [
    ...ours.map((sender) => sender.keepSending(stop.signal)),
    ...ours.map(() => keepAsking(body.token, stop.signal)),
  ];
  const allSent = () => ours.every((sender) => sender.acknowledged.length > 50);
  await eventually(async () => (allSent() ? true : null), "everybody has sent");
  await end();
  stop.abort();
  await Promise.all(sending);
}

describe("a verb of the command line", () => {
  it("that is asked while a server starts waits for it", async () => {
    const starting = startServer(dataDir);
    const lock = join(dataDir, "tenure.lock");
    await eventually(async () => readFileSync(lock, "utf8"), "the server has the folder");
    const asked = run(process.execPath, ["src/main.ts", "source", "add", "Shop", "--json"], {
      env: { ...process.env, DATA_DIR: dataDir },
    });
    server = await starting;
    const { stdout } = await asked;
    ({ writeKey } = JSON.parse(stdout) as { writeKey: string });
    expect(writeKey).not.toBe("");
  }, 120_000);
});

describe("SIGTERM under load", () => {
  it("finishes what was begun, ends with 0, and leaves no Postgres behind", async () => {
    await underLoad("term", async () => expect(await server.stop()).toBe(0));
    expect(senders.flatMap((sender) => sender.refused)).toEqual([]);
    expect(postmaster).toThrow();
    // Less than an idle connection may be kept for: none keeps a server from ending.
  }, 60_000);
});

describe("a server that was killed", () => {
  it("leaves a Postgres that the next one takes over and stops at its own end", async () => {
    server = await startServer(dataDir);
    const before = postmaster();
    await underLoad("kill", () => server.kill());
    expect(postmaster()).toBe(before);
    server = await startServer(dataDir);
    expect(postmaster()).toBe(before);
    await untilWorkedOff(server, acknowledged().length);
    expect(await server.stop()).toBe(0);
    expect(postmaster).toThrow();
  }, 240_000);

  it("had kept every event that it acknowledged, once", async () => {
    const stored = await storedMessages(dataDir);
    expect(new Set(stored).size).toBe(stored.length);
    const kept = new Set(stored);
    expect(acknowledged().filter((name) => !kept.has(name))).toEqual([]);
  }, 120_000);
});
