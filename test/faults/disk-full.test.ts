/** A disk that fills up under the running program, and is emptied again. */
import { cp } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { openState } from "../../src/edges/state/index.ts";
import { testFolder } from "../kit/context.ts";
import { eventually } from "../kit/eventually.ts";
import { quiet } from "../kit/log.ts";
import { makeSource } from "../kit/profiles.ts";
import { Sender } from "../kit/sender.ts";
import { type RunningServer, startServer } from "../kit/server.ts";
import { type SmallDisk, canMount, mountSmallDisk } from "../kit/small-disk.ts";
import { storedMessages, untilWorkedOff } from "../kit/stored.ts";

const MEGABYTES = 320;
/** Rounds of sending into the full disk: enough for every free page of the tables. */
const MOST_BATCHES = 400;

if (!canMount) console.warn("disk-full: this system allows no mounts of our own; the tests are left out");

describe.skipIf(!canMount)("a full disk", () => {
  let disk: SmallDisk;
  let server: RunningServer;
  let sender: Sender;

  beforeAll(async () => {
    const folder = await testFolder();
    disk = await mountSmallDisk(folder, MEGABYTES);
    server = await startServer(folder, undefined, { through: disk.through, seenAt: disk.seenAt });
    const { writeKey } = await makeSource(server, "server");
    sender = new Sender(server, writeKey, "full");
    for (let batch = 0; batch < 10; batch += 1) await sender.send();
    await untilWorkedOff(server, sender.acknowledged.length);
  }, 180_000);

  afterAll(async () => {
    await server?.stop();
    await disk?.remove();
  });

  /** Until a batch is refused. The text can't be compressed, so that it takes room. */
  async function sendUntilRefused(): Promise<void> {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      if ((await sender.send(10, { note: randomBytes(12_000).toString("base64") })) !== 200) return;
    }
  }

  const readiness = async () => (await fetch(`${server.url}/readyz`)).status;

  it("makes ingest answer 503 with Retry-After, and the server not ready", async () => {
    // The worker is in the middle of these when the room goes.
    await Promise.all(Array.from({ length: 20 }, () => sender.send()));
    disk.fill();
    await sendUntilRefused();
    expect(sender.refused).not.toEqual([]);
    for (const receipt of sender.refused) {
      expect(receipt).toEqual({ status: 503, retryAfter: expect.stringMatching(/^[1-9]\d*$/) });
    }
    const answer = await fetch(`${server.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("disk");
  }, 120_000);

  it("is over for the server as soon as there is room", async () => {
    disk.free();
    await eventually(async () => ((await sender.send()) === 200 ? true : null), "events are taken", 60_000);
    await untilWorkedOff(server, sender.acknowledged.length);
    expect(await readiness()).toBe(200);
  }, 240_000);

  it("that stops Postgres for want of a log is mended by room alone", async () => {
    const before = postmaster(disk.seenAt);
    disk.fill();
    await switchLogs(disk.seenAt);
    await eventually(async () => (postmaster(disk.seenAt) === before ? null : true), "Postgres gave up");
    await eventually(async () => ((await sender.send()) === 503 ? true : null), "events are refused");
    disk.free();
    await eventually(async () => ((await sender.send()) === 200 ? true : null), "events are taken", 90_000);
    await eventually(async () => ((await readiness()) === 200 ? true : null), "the server is ready", 60_000);
    await untilWorkedOff(server, sender.acknowledged.length);
    expect(sender.refused.filter((receipt) => receipt.status !== 503)).toEqual([]);
  }, 300_000);

  it("has cost no acknowledged event and doubled none", async () => {
    await untilWorkedOff(server, sender.acknowledged.length);
    expect(await server.stop()).toBe(0);
    const copy = await testFolder();
    await cp(join(disk.seenAt, "facts"), join(copy, "facts"), { recursive: true });
    const stored = await storedMessages(copy);
    expect(new Set(stored).size).toBe(stored.length);
    expect(sender.acknowledged.filter((name) => !stored.includes(name))).toEqual([]);
  }, 180_000);
});

/** The process that runs Postgres as it wrote it down; null where none does. */
function postmaster(dataDir: string): string | null {
  const file = join(dataDir, "postgres", "data", "postmaster.pid");
  return existsSync(file) ? (readFileSync(file, "utf8").split("\n")[0] ?? null) : null;
}

/** Makes Postgres begin new files of its log until the disk has no room for the next. */
async function switchLogs(dataDir: string): Promise<void> {
  const folder = join(dataDir, "postgres");
  const password = readFileSync(join(folder, "password"), "utf8").trim();
  const connection = { host: folder, port: 5432, user: "tenure", password, database: "tenure" };
  const state = openState({ connection, log: quiet, size: 1 });
  try {
    for (let file = 0; file < 100; file += 1) {
      await sql`SELECT pg_switch_wal(), pg_logical_emit_message(true, 'test', repeat('x', 100))`.execute(
        state,
      );
    }
  } catch {
    // The log has no room: Postgres has stopped in the middle of it.
  } finally {
    await state.destroy();
  }
}
