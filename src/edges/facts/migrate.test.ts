import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFront } from "../../../test/kit/engines.ts";
import { chdbFacts } from "../../../test/kit/facts.ts";
import type { Facts } from "../../core/facts.ts";
import { raw, sql } from "../../core/sql.ts";
import { openClickhouse } from "./clickhouse.ts";
import { migrateFacts, readMigrations } from "./migrate.ts";

const database = `migrated_${process.pid}`;
let facts: Facts;
let folder: string;
beforeAll(async () => {
  facts = await chdbFacts({ database });
  folder = await mkdtemp(join(tmpdir(), "tenure-migrations-"));
});
afterAll(() => Promise.all([facts.close(), rm(folder, { recursive: true })]));

const statements = async (cluster?: string) =>
  (await readMigrations({ database, cluster })).flatMap((migration) => migration.statements);

/** What the engine's own parser makes of a statement; it refuses what it can't read. */
const parsed = async (statement: string) => {
  const [row] = await facts.query<{ text: string }>(sql`SELECT formatQuerySingleLine(${statement}) AS text`);
  return row?.text ?? "";
};

describe("for a cluster", () => {
  test("the engine reads every statement, and each one goes to all servers, but rows, which are replicated", async () => {
    for (const statement of await statements("main")) {
      expect(await parsed(statement)).toMatch(/^INSERT INTO|ON CLUSTER main/);
    }
  });

  test("every table with rows is replicated and knows the tokens of its inserts, and is asked by its plain name", async () => {
    const tables = (await statements("main")).filter((statement) => /CREATE TABLE/.test(statement));
    const [asked, stored] = [
      tables.filter((one) => /Distributed/.test(one)),
      tables.filter((one) => !/Distributed/.test(one)),
    ];
    for (const table of stored) {
      expect(await parsed(table)).toMatch(
        /ENGINE = Replicated\w*MergeTree.* replicated_deduplication_window = \d+/,
      );
    }
    const names = async (of: string[]) =>
      (await Promise.all(of.map(parsed))).map((text) => /EXISTS (\S+) /.exec(text)?.[1]?.replaceAll("`", ""));
    const local = (await names(stored)).filter((name) => !name?.startsWith("alias"));
    expect(local.toSorted()).toEqual((await names(asked)).map((name) => `${name}_local`).toSorted());
    expect(local.length).toBeGreaterThan(0);
  });

  test("a server with a keeper takes every table: each shard's under a path of its own, the map of merges under one for all", async () => {
    const front = await startFront("replicated");
    const server = await openClickhouse({ url: new URL(`/${database}`, front.url).href, cluster: "main" });
    try {
      // Neither rows nor changes: the engine in the process keeps replicated tables read-only.
      const made = (await statements("main")).filter((statement) => /CREATE TABLE/.test(statement));
      for (const statement of made) await server.command(raw(statement));
      const replicas = await server.query<{ table: string; path: string; replica: string }>(
        sql`SELECT table, zookeeper_path AS path, replica_name AS replica FROM system.replicas ORDER BY table`,
      );
      expect(replicas.map(({ table }) => table)).toEqual([
        "alias",
        "alias_loaded",
        ...["consent", "event", "membership", "message", "order_figure", "order"].map(
          (table) => `${table}_local`,
        ),
        ...["persona_member", "receipt", "refund", "segment_move", "trait"].map((table) => `${table}_local`),
      ]);
      for (const { table, path, replica } of replicas) {
        expect(`${path} ${replica}`).toMatch(table.startsWith("alias") ? /everywhere 1-a$/ : /\/1 a$/);
      }
    } finally {
      await server.close();
      await front.stop();
    }
  });
});

describe("for one engine", () => {
  test("every table forces its inserts to the disk, knows their tokens, and lets go at once of parts it needs no more", async () => {
    const tables = await facts.query<{ name: string; create: string }>(
      sql`SELECT name, create_table_query AS create FROM system.tables
          WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'migration'`,
    );
    expect(tables.length).toBeGreaterThan(0);
    for (const { create } of tables) {
      expect(create).toMatch(/fsync_after_insert = 1/);
      expect(create).toMatch(/ non_replicated_deduplication_window = \d+/);
      expect(create).toMatch(/ cleanup_delay_period = 1,/);
    }
  });

  test("every statement may run again, as after a crash half way", async () => {
    for (const statement of await statements()) {
      await expect(facts.command(raw(statement))).resolves.toBeUndefined();
    }
  });
});

test("migrations are applied in their order, once, and later ones when they come", async () => {
  await writeFile(
    join(folder, "0900_first.sql"),
    "CREATE TABLE IF NOT EXISTS later (n UInt8) ENGINE = {merge_tree} ORDER BY n;",
  );
  expect(await migrateFacts(facts, { database }, folder)).toEqual(["0900_first.sql"]);
  await writeFile(
    join(folder, "0901_second.sql"),
    "ALTER TABLE later ADD COLUMN IF NOT EXISTS m UInt8; -- ; done",
  );
  expect(await migrateFacts(facts, { database }, folder)).toEqual(["0901_second.sql"]);
  expect(await migrateFacts(facts, { database }, folder)).toEqual([]);
  expect(
    await facts.query(
      sql`SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'later'`,
    ),
  ).toEqual([{ name: "n" }, { name: "m" }]);
});

test("a placeholder that nobody fills stops the start", async () => {
  await writeFile(join(folder, "0902_third.sql"), "CREATE TABLE nothing {surprise} (n UInt8) ENGINE = Log;");
  await expect(migrateFacts(facts, { database }, folder)).rejects.toThrow("{surprise}");
});
