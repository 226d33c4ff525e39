/** Stores that are there and don't answer: stopped in the middle, as a hung disk would stop them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { within } from "../../src/core/deadline.ts";
import { testFolder } from "../kit/context.ts";
import { startFront } from "../kit/engines.ts";
import { eventually } from "../kit/eventually.ts";
import { eventsOf, makeSource, profile } from "../kit/profiles.ts";
import { Sender } from "../kit/sender.ts";
import { type RunningServer, startServer } from "../kit/server.ts";
import { storedMessages, untilWorkedOff } from "../kit/stored.ts";

const UNAVAILABLE = { status: 503, retryAfter: expect.stringMatching(/^[1-9]\d*$/) as string };

async function readiness(server: RunningServer): Promise<{ status: number; retryAfter: string | null }> {
  const answer = await fetch(`${server.url}/readyz`);
  return { status: answer.status, retryAfter: answer.headers.get("retry-after") };
}

/** Browsers and proxies give up after half a minute; on a busy machine what takes ten seconds may take more. */
const soon = <Value>(answer: Promise<Value>): Promise<Value> =>
  within(25_000, answer, () => new Error("nobody would have waited for the answer"));

/** More than the server holds at once of what it has not read: what each of many senders is told. */
async function flood(server: RunningServer, writeKey: string): Promise<{ status: number; says: string }[]> {
  const large = { type: "track", userId: "flood", event: "Flood", properties: { text: "x".repeat(30_000) } };
  const body = JSON.stringify({ writeKey, batch: Array.from({ length: 16 }, () => large) });
  const send = async () => {
    const answer = await fetch(`${server.url}/v1/batch`, { method: "POST", body });
    const { error } = (await answer.json()) as { error?: { message: string } };
    return { status: answer.status, says: error?.message ?? "" };
  };
  return Promise.all(Array.from({ length: 160 }, send));
}

const isReady = async (server: RunningServer) => ((await readiness(server)).status === 200 ? true : null);

describe("a Postgres that does not answer", () => {
  let server: RunningServer;
  let sender: Sender;
  let writeKey: string;

  beforeAll(async () => {
    server = await startServer(await testFolder());
    ({ writeKey } = await makeSource(server, "server"));
    sender = new Sender(server, writeKey, "silent");
    await sender.send();
    await untilWorkedOff(server, sender.acknowledged.length);
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
  });

  it("makes ingest answer 503 with Retry-After, and is used again once it does answer", async () => {
    const processes = postgresOf(server.dataDir);
    for (const pid of processes) process.kill(pid, "SIGSTOP");
    try {
      // The second finds connections that wait already.
      await Promise.all([sender.send(), sender.send()]);
      await sender.send();
      expect(sender.refused).toEqual([UNAVAILABLE, UNAVAILABLE, UNAVAILABLE]);
      expect(await readiness(server)).toEqual(UNAVAILABLE);
      const told = await flood(server, writeKey);
      expect(new Set(told.map(({ status }) => status))).toEqual(new Set([503]));
      expect(told.map(({ says }) => says)).toContain("More is being sent just now than can be read.");
      // What people and scripts ask is answered soon too, before anybody has given up.
      for (const path of ["/api/v1/sources", "/api/v1/customers", "/api/v1/profiles/p_1/export"]) {
        expect((await soon(server.ask("GET", path))).status).toBe(503);
      }
      const signIn = { method: "POST", body: JSON.stringify({ email: "a@example.com", password: "x" }) };
      const headers = { "content-type": "application/json", origin: server.url };
      const answer = await soon(fetch(`${server.url}/api/v1/sign-in`, { ...signIn, headers }));
      expect(answer.status).toBe(503);
    } finally {
      for (const pid of processes) process.kill(pid, "SIGCONT");
    }
    await eventually(async () => ((await sender.send()) === 200 ? true : null), "events are taken", 60_000);
    await eventually(() => isReady(server), "the server is ready");
  }, 180_000);

  it("has cost no acknowledged event and doubled none", async () => {
    await untilWorkedOff(server, sender.acknowledged.length);
    expect(await server.stop()).toBe(0);
    const stored = await storedMessages(server.dataDir);
    // A refused event may have been kept all the same: its sender sends it again, and it is there once.
    expect(new Set(stored).size).toBe(stored.length);
    expect(sender.acknowledged.filter((name) => !stored.includes(name))).toEqual([]);
  }, 120_000);
});

describe("a ClickHouse that does not answer", () => {
  let front: Awaited<ReturnType<typeof startFront>>;
  let server: RunningServer;
  let sender: Sender;

  beforeAll(async () => {
    front = await startFront();
    server = await startServer(await testFolder(), undefined, {
      environment: { CLICKHOUSE_URL: `${front.url}/tenure` },
    });
    const { writeKey } = await makeSource(server, "server");
    sender = new Sender(server, writeKey, "paused");
    await sender.send();
    await eventsOf(server, "user_id:customer-1", sender.acknowledged.length);
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
    await front?.stop();
  });

  it("leaves ingest as it is, and questions are answered 503 or 504", async () => {
    process.kill(front.pid, "SIGSTOP");
    try {
      expect(await sender.send()).toBe(200);
      expect(await readiness(server)).toEqual(UNAVAILABLE);
      const path = "/v1/spaces/default/collections/users/profiles/user_id:customer-1/events";
      const { status } = await server.ask("GET", path);
      expect([503, 504]).toContain(status);
      expect(await sender.send()).toBe(200);
    } finally {
      process.kill(front.pid, "SIGCONT");
    }
  }, 180_000);

  it("shows all that came meanwhile once it answers again, each event once", async () => {
    const told = await eventsOf(server, "user_id:customer-1", sender.acknowledged.length);
    expect(told.map((event) => event.message_id).toSorted()).toEqual(sender.acknowledged.toSorted());
    expect(await profile(server, "user_id:customer-1", "metadata")).not.toBeNull();
    expect(sender.refused).toEqual([]);
  }, 180_000);
});

/** Postgres's first process and all that it started, first the first. */
function postgresOf(dataDir: string): number[] {
  const [first = ""] = readFileSync(join(dataDir, "postgres", "data", "postmaster.pid"), "utf8").split("\n");
  const children = readFileSync(`/proc/${first}/task/${first}/children`, "utf8").trim().split(" ");
  return [first, ...children].map(Number);
}
