import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import type { Facts } from "../../core/facts.ts";
import { raw, sql } from "../../core/sql.ts";
import { splitStatements } from "./statements.ts";

/** What differs between one engine and a cluster of servers. */
export type FactsLayout = {
  /** The database that holds the tables. */
  database: string;
  /** The name of the cluster (`CLICKHOUSE_CLUSTER`), where there is one. */
  cluster?: string | undefined;
};

const FOLDER = fileURLToPath(new URL("../../../migrations/facts", import.meta.url));
const SECONDS = 300;

/** A numbered file of migrations/facts. */
export type Migration = { readonly name: string; readonly statements: readonly string[] };

/** Fills the placeholders: the only place where a cluster differs from a single engine. */
function fill(text: string, { database, cluster }: FactsLayout): string {
  const replicated = cluster === undefined ? "" : "Replicated";
  const window =
    cluster === undefined ? "non_replicated_deduplication_window" : "replicated_deduplication_window";
  const values: Readonly<Record<string, string>> = {
    on_cluster: cluster === undefined ? "" : `ON CLUSTER \`${cluster}\``,
    merge_tree: `${replicated}MergeTree`,
    replacing_merge_tree: `${replicated}ReplacingMergeTree`,
    durable: `${window} = 10000, fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1`,
    database: `\`${database}\``,
  };
  return text.replaceAll(/\{([a-z_]+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for ${placeholder} in a migration`);
    return value;
  });
}

/** The migrations in their order, filled in for a layout. */
export async function readMigrations(layout: FactsLayout, folder = FOLDER): Promise<Migration[]> {
  for (const name of [layout.database, layout.cluster ?? "none"]) {
    if (!/^[\w-]+$/.test(name)) throw new RangeError(`not a name of a database or cluster: ${name}`);
  }
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return names.map((name, index) => ({
    name,
    statements: splitStatements(texts[index] ?? "").map((statement) => fill(statement, layout)),
  }));
}

/**
 * Brings the tables up to date and returns the names of what it applied. Safe when two start at
 * once, and after a crash half way: every statement may run twice (`IF NOT EXISTS`), and a file
 * counts as done only after its last one.
 */
export async function migrateFacts(facts: Facts, layout: FactsLayout, folder?: string): Promise<string[]> {
  const run = (text: string) => facts.command(raw(text), { lane: "background", timeout: SECONDS });
  await run(
    fill(
      `CREATE TABLE IF NOT EXISTS migration {on_cluster} (name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
       ENGINE = {replacing_merge_tree} ORDER BY name SETTINGS fsync_after_insert = 1`,
      layout,
    ),
  );
  const done = new Set(
    (await facts.query<{ name: string }>(sql`SELECT name FROM migration FINAL`)).map(({ name }) => name),
  );
  const todo = (await readMigrations(layout, folder)).filter(({ name }) => !done.has(name));
  for (const { name, statements } of todo) {
    for (const statement of statements) await run(statement);
    await facts.command(sql`INSERT INTO migration (name) SELECT ${name}`);
  }
  return todo.map(({ name }) => name);
}
