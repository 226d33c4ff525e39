/** `kill -9` at random instants of a matching that joins by itself: what comes of it is what comes of one that nobody disturbed. */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.ts";
import type { RunsAnswer } from "../../src/identify/matches/model-contract.ts";
import { testFolder } from "../kit/context.ts";
import { eventually } from "../kit/eventually.ts";
import { eventsOf, makeSource, profile } from "../kit/profiles.ts";
import { startServer, type RunningServer } from "../kit/server.ts";
import { twinMessages } from "../kit/twins.ts";

const ROOT = "/api/v1/identity/matches";
const CUSTOMERS = 60;
/**
 * The shares of the undisturbed work that lives may last. The first two are short, so that they end before
 * it is done on a machine that has become ten times faster, too.
 */
const LIVES = [0.05, 0.05, 0.4, 0.4] as const;
const random = seededRandom(7);
const running = new Set<RunningServer>();

async function start(folder: string): Promise<RunningServer> {
  const server = await startServer(folder);
  running.add(server);
  return server;
}

/** A folder of customers who stand in it twice, and a matching asked for, which is to join them. */
async function asked(): Promise<{ folder: string; server: RunningServer }> {
  const folder = await testFolder();
  const server = await start(folder);
  const { writeKey } = await makeSource(server, "server");
  const body = JSON.stringify({ writeKey, batch: twinMessages(CUSTOMERS) });
  const headers = { "content-type": "application/json" };
  await fetch(`${server.url}/v1/batch`, { method: "POST", headers, body });
  await eventsOf(server, `user_id:till-${CUSTOMERS - 1}`, 1);
  const settings = { upper: 0.9, lower: 0.3, above: "merge", automatic: false };
  await server.ask("PUT", `${ROOT}/settings`, settings);
  await server.ask("POST", `${ROOT}/runs`);
  return { folder, server };
}

/**
 * The run once it is done and nothing more is to be joined; null before. Asked in that order, twice:
 * a run that ends between two questions has joins to come that the first did not know of.
 */
async function ended(server: RunningServer): Promise<{ joined: number; status: string } | null> {
  if ((await lastRun(server))?.status !== "done") return null;
  const { body: settings } = await server.ask<{ joins: number }>("GET", `${ROOT}/settings`);
  return settings.joins === 0 ? lastRun(server) : null;
}

async function lastRun(server: RunningServer): Promise<RunsAnswer["runs"][number] | null> {
  const { body } = await server.ask<RunsAnswer>("GET", `${ROOT}/runs`);
  return body.runs[0] ?? null;
}

/** Which customers are one in the end, each by the smallest of their numbers. */
async function together(server: RunningServer): Promise<string[]> {
  type Meta = { metadata: { profile_id: string } };
  const found: string[] = [];
  for (let index = 0; index < CUSTOMERS; index += 1) {
    const [web, till] = await Promise.all(
      ["web", "till"].map((where) => profile<Meta>(server, `user_id:${where}-${index}`, "metadata")),
    );
    found.push(`${index}: ${web?.metadata.profile_id === till?.metadata.profile_id}`);
  }
  return found;
}

let undisturbed: { joined: number; together: string[] };
let disturbed: { joined: number; together: string[] };
let kills = 0;

beforeAll(async () => {
  const peaceful = await asked();
  const began = performance.now();
  const run = await eventually(() => ended(peaceful.server), "the matching is done", 240_000);
  const lasted = performance.now() - began;
  undisturbed = { joined: run.joined, together: await together(peaceful.server) };
  await peaceful.server.stop();

  const { folder, server } = await asked();
  let now = server;
  for (; kills < LIVES.length && !(await ended(now)); kills += 1) {
    await pause(random.next() * lasted * (LIVES[kills] ?? 0));
    await now.kill();
    now = await start(folder);
  }
  const after = await eventually(() => ended(now), "the killed matching is done", 240_000);
  disturbed = { joined: after.joined, together: await together(now) };
}, 900_000);

afterAll(async () => {
  for (const server of running) await server.kill();
});

describe("a matching that is killed time and again", () => {
  it("was killed before it was done", () => {
    expect(kills).toBeGreaterThanOrEqual(2);
    expect(undisturbed.joined).toBeGreaterThan(CUSTOMERS * 0.5);
  });

  it("joins whom an undisturbed one joins, each once", () => {
    expect(disturbed).toEqual(undisturbed);
  });
});
