/**
 * `kill -9` at random instants under load: whatever was acknowledged is there exactly once, and each
 * event belongs to the handle of its own customer. A kill can't show that data was synced before the
 * answer; src/collect has a test for that.
 */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.ts";
import { sql } from "../../src/core/sql.ts";
import { openChdb } from "../../src/edges/facts/index.ts";
import { keepPostgres, openState } from "../../src/edges/state/index.ts";
import { testFolder } from "../kit/context.ts";
import { eventually } from "../kit/eventually.ts";
import { quiet } from "../kit/log.ts";
import { makeSource } from "../kit/profiles.ts";
import { freePort, startServer, type RunningServer } from "../kit/server.ts";

const KILLS = 20;
const SENDERS = 4;
const CUSTOMERS = 40;
const random = seededRandom(20);

type Batch = { readonly numbers: readonly number[] };

let dataDir: string;
let port: number;
let writeKey: string;
let running: RunningServer | undefined;
let sent = 0;
const acknowledged = new Set<number>();
/** Batches whose answer never came: an SDK sends them again, as these senders do. */
const unanswered: Batch[] = [];

beforeAll(async () => {
  dataDir = await testFolder();
  port = await freePort();
  for (let kill = 0; kill < KILLS; kill += 1) await runUntilKilled();
  const server = (running = await startServer(dataDir, port));
  for (const batch of unanswered.splice(0)) await send(server, batch);
  await untilStored(server);
  await server.stop();
}, 600_000);

afterAll(async () => {
  await running?.stop();
});

/** Starts the program, sends from several sides at once, and kills it some instant later. */
async function runUntilKilled(): Promise<void> {
  const server = (running = await startServer(dataDir, port));
  writeKey ??= (await makeSource(server, "server")).writeKey;
  const stop = new AbortController();
  const senders = Array.from({ length: SENDERS }, () => sendUntil(server, stop.signal));
  await pause(50 + random.next() * 1200);
  await server.kill();
  stop.abort();
  await Promise.all(senders);
}

async function sendUntil(server: RunningServer, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const batch = unanswered.pop() ?? nextBatch();
    if (!(await send(server, batch))) return;
  }
}

function nextBatch(): Batch {
  const size = 1 + Math.floor(random.next() * 40);
  const numbers = Array.from({ length: size }, (_, index) => sent + index);
  sent += size;
  return { numbers };
}

/** Sends a batch; false where no answer came. Some events come with a visitor's id that ties them. */
async function send(server: RunningServer, batch: Batch): Promise<boolean> {
  const events = batch.numbers.map((number) => ({
    type: "track",
    messageId: `kill-${number}`,
    event: "Order Completed",
    userId: `customer-${number % CUSTOMERS}`,
    ...(number % 3 === 0 && { anonymousId: `visitor-${number % (CUSTOMERS * 2)}` }),
    properties: { order_id: `order-${number}`, total: 10, currency: "EUR" },
  }));
  try {
    const answer = await fetch(`${server.url}/v1/batch`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, "content-type": "application/json" },
      body: JSON.stringify({ batch: events }),
    });
    await answer.text();
    if (!answer.ok) throw new Error(`refused: ${answer.status}`);
    for (const number of batch.numbers) acknowledged.add(number);
    return true;
  } catch {
    unanswered.push(batch);
    return false;
  }
}

/** Until the worker has stored as many as were acknowledged. */
async function untilStored(server: RunningServer): Promise<void> {
  await eventually(
    async () => {
      const { body } = await server.ask<{ sources: { events: number }[] }>("GET", "/api/v1/sources");
      const stored = body.sources.reduce((sum, source) => sum + source.events, 0);
      return stored >= acknowledged.size ? stored : null;
    },
    "all that was acknowledged is stored",
    120_000,
  );
}

describe(`after ${KILLS} kills under load`, () => {
  it("holds every acknowledged event exactly once, with its order, under its own customer's handle", async () => {
    const facts = await openChdb({ path: join(dataDir, "facts"), database: "tenure" });
    const events = await facts.query<{ message_id: string; handle_id: string; user_id: string }>(
      sql`SELECT message_id, handle_id, user_id FROM event`,
    );
    const orders = await facts.query<{ order_id: string; handle_id: string }>(
      sql`SELECT order_id, handle_id FROM \`order\` FINAL`,
    );
    await facts.close();
    const keeper = await keepPostgres({ folder: join(dataDir, "postgres"), log: quiet });
    const state = openState({ connection: { ...keeper.connection, database: "tenure" }, log: quiet });
    const handles = await state.selectFrom("handle").select(["id", "type", "value"]).execute();
    const waiting = await state.selectFrom("inbox").selectAll().execute();
    await state.destroy();
    await keeper.stop();

    const expected = [...acknowledged].map((number) => `kill-${number}`).toSorted();
    expect(unanswered).toEqual([]);
    expect(acknowledged.size).toBe(sent);
    expect(events.map((event) => event.message_id).toSorted()).toEqual(expected);
    expect(waiting).toEqual([]);

    const owner = new Map(handles.map(({ id, type, value }) => [String(id), `${type}:${value}`]));
    const wrong = events.filter((event) => owner.get(event.handle_id) !== `user_id:${event.user_id}`);
    expect(wrong).toEqual([]);
    const handleOf = new Map(events.map((event) => [event.message_id.split("-")[1], event.handle_id]));
    expect(orders).toHaveLength(expected.length);
    const strayed = orders.filter((order) => handleOf.get(order.order_id.split("-")[1]) !== order.handle_id);
    expect(strayed).toEqual([]);
  });
});
