import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Kysely, sql } from "kysely";
import { Problem } from "../../core/problem.ts";
import type { State, StateTables } from "../../core/state.ts";

declare module "../../core/state.ts" {
  interface StateTables {
    migration: { number: number; name: string };
  }
}

type Migration = { readonly number: number; readonly name: string; readonly file: string };

/** Two nodes that start together take turns; the number only has to be ours alone. */
const LOCK = 7_283_640_017;
const FOLDER = fileURLToPath(new URL("../../../migrations/state/", import.meta.url));

/**
 * Applies the numbered files that the state has not seen, each in its own transaction; returns
 * their names. Safe when two nodes start together.
 * @throws Problem `conflict` where the state was written by a later version of Tenure.
 */
export async function migrateState(state: State, folder = FOLDER): Promise<string[]> {
  return state.connection().execute(async (connection) => {
    await sql`SET statement_timeout = 0`.execute(connection);
    await sql`SET lock_timeout = 0`.execute(connection);
    await sql`SELECT pg_advisory_lock(${LOCK})`.execute(connection);
    try {
      return await applyMissing(connection, listMigrations(folder));
    } finally {
      await sql`SELECT pg_advisory_unlock(${LOCK})`.execute(connection);
      await sql`RESET ALL`.execute(connection);
    }
  });
}

async function applyMissing(connection: Kysely<StateTables>, files: Migration[]): Promise<string[]> {
  await sql`CREATE TABLE IF NOT EXISTS migration (
    number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
  )`.execute(connection);
  const applied = await connection.selectFrom("migration").select(["number", "name"]).execute();
  const known = new Set(files.map((file) => file.number));
  const unknown = applied.find((row) => !known.has(row.number));
  if (unknown) {
    throw new Problem("conflict", `The state was written by a later version of Tenure (${unknown.name}).`, {
      fix: "Start the version that wrote it, or a later one; migrations only go forward.",
    });
  }
  const done = new Set(applied.map((row) => row.number));
  const missing = files.filter((file) => !done.has(file.number));
  for (const migration of missing) {
    await connection.transaction().execute(async (tx) => {
      await sql.raw(readFileSync(migration.file, "utf8")).execute(tx);
      await tx.insertInto("migration").values({ number: migration.number, name: migration.name }).execute();
    });
  }
  return missing.map((migration) => migration.name);
}

function listMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .flatMap((file) => {
      const match = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file);
      return match ? [{ number: Number(match[1]), name: file.slice(0, -4), file: join(folder, file) }] : [];
    })
    .sort((left, right) => left.number - right.number);
}
