/** What is acknowledged is on the disk: the sync comes before the answer, and deletion after the copy. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql as text } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendToInbox } from "../../src/collect/inbox/index.ts";
import { addSource } from "../../src/collect/sources/index.ts";
import type { Facts } from "../../src/core/facts.ts";
import { sql } from "../../src/core/sql.ts";
import type { State } from "../../src/core/state.ts";
import { openState } from "../../src/edges/state/index.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { testContext, testFolder } from "../kit/context.ts";
import { trackedEvent } from "../kit/events.ts";
import { quiet } from "../kit/log.ts";
import { makeSource } from "../kit/profiles.ts";
import { Sender } from "../kit/sender.ts";
import { type RunningServer, startServer } from "../kit/server.ts";

const ANSWERS = 30;

describe("an answer of ingest", () => {
  let server: RunningServer;
  let sender: Sender;
  let state: State;

  beforeAll(async () => {
    // No worker, whose commits would sync the log as well.
    server = await startServer(await testFolder(), undefined, { environment: { ROLES: "api" } });
    sender = new Sender(server, (await makeSource(server, "server")).writeKey, "synced");
    const folder = join(server.dataDir, "postgres");
    const password = readFileSync(join(folder, "password"), "utf8").trim();
    const connection = { host: folder, port: 5432, user: "tenure", password, database: "tenure" };
    state = openState({ connection, log: quiet, size: 1 });
  }, 120_000);

  afterAll(async () => {
    await state?.destroy();
    await server?.stop();
  });

  it("comes from a Postgres that syncs what it commits", async () => {
    const { rows } = await text`
      SELECT name, setting FROM pg_settings
      WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name`.execute(state);
    expect(rows).toEqual([
      { name: "fsync", setting: "on" },
      { name: "full_page_writes", setting: "on" },
      { name: "synchronous_commit", setting: "on" },
    ]);
  });

  it("goes out after the log was synced up to the commit", async () => {
    for (let answer = 0; answer < ANSWERS; answer += 1) {
      const before = await text<{ at: string }>`SELECT pg_current_wal_insert_lsn() AS at`.execute(state);
      expect(await sender.send()).toBe(200);
      const after =
        await text`SELECT pg_current_wal_flush_lsn() > ${before.rows[0]?.at}::pg_lsn AS synced`.execute(
          state,
        );
      expect(after.rows).toEqual([{ synced: true }]);
    }
  });
});

describe("a fact", () => {
  it("is synced by its table's own setting before its insert returns", async () => {
    const { facts } = await testContext();
    const tables = await facts.query<{ name: string; engine_full: string }>(sql`
      SELECT name, engine_full FROM system.tables
      WHERE database = currentDatabase() AND engine LIKE '%MergeTree'`);
    expect(tables.length).toBeGreaterThan(5);
    const unsynced = tables.filter(({ engine_full }) => !engine_full.includes("fsync_after_insert = 1"));
    expect(unsynced).toEqual([]);
  });

  it("is kept in the state until its insert has returned", async () => {
    const context = await testContext();
    const source = await addSource(context.state, { name: "Shop", kind: "server" });
    const kept = async () => {
      const { rows } = await text<{ rows: number }>`
        SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM resolved_batch) AS rows`.execute(
        context.state,
      );
      return rows[0]?.rows;
    };
    const seen: unknown[] = [];
    const facts = new Proxy<Facts>(context.facts, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        if (name !== "insert") return value.bind(target) as unknown;
        return async (rows: Parameters<Facts["insert"]>[0]) => {
          await target.insert(rows);
          seen.push(await kept());
        };
      },
    });
    const events = [trackedEvent({ userId: "one", sourceId: source.id })];
    await context.state
      .transaction()
      .execute((tx) => appendToInbox(tx, { sourceId: source.id, events, importId: null }));
    await drainInbox({ ...context, facts });
    expect(new Set(seen)).toEqual(new Set([1]));
    expect(await kept()).toBe(0);
  });
});
