import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import type { Facts } from "../../core/facts.ts";
import { raw, sql } from "../../core/sql.ts";
import { filled, type FactsLayout } from "./layout.ts";
import { splitStatements } from "./statements.ts";

const FOLDER = fileURLToPath(new URL("../../../migrations/facts", import.meta.url));
const SECONDS = 300;

/** A numbered file of migrations/facts. */
export type Migration = { readonly name: string; readonly statements: readonly string[] };

/** The migrations in their order, filled in for a layout; those named `….cluster.sql` only for a cluster. */
export async function readMigrations(layout: FactsLayout, folder = FOLDER): Promise<Migration[]> {
  for (const name of [layout.database, layout.cluster ?? "none"]) {
    if (!/^[\w-]+$/.test(name)) throw new RangeError(`not a name of a database or cluster: ${name}`);
  }
  const kind = layout.cluster === undefined ? /^\d{4}_\w+\.sql$/ : /^\d{4}_\w+(\.cluster)?\.sql$/;
  const names = (await readdir(folder)).filter((name) => kind.test(name)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return names.map((name, index) => ({
    name,
    statements: splitStatements(texts[index] ?? "").map((statement) => filled(statement, layout)),
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
    filled(
      `CREATE TABLE IF NOT EXISTS migration {on_cluster} (name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
       ENGINE = {everywhere_replacing_merge_tree}() ORDER BY name SETTINGS fsync_after_insert = 1`,
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
