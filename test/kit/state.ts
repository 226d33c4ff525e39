import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { sql } from "kysely";
import { openState } from "../../src/edges/state/index.ts";
import type { State } from "../../src/core/state.ts";
import { quiet } from "./log.ts";
import type { TestPostgres } from "./postgres.ts";

const opened: { state: State; drop: () => Promise<void> }[] = [];

afterAll(async () => {
  for (const { state, drop } of opened.splice(0)) {
    await state.destroy();
    await drop();
  }
});

/** The address of a fresh, migrated database of its own; dropped when the test file ends. */
export async function testDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server: TestPostgres = inject("postgres");
  const name = `t_${randomBytes(8).toString("hex")}`;
  const admin = openState({ connection: { url: server.url }, log: quiet, size: 1 });
  // One at a time: Postgres refuses to copy a template that another copy has open.
  await sql`SELECT pg_advisory_lock(1)`.execute(admin);
  await sql`CREATE DATABASE ${sql.id(name)} TEMPLATE ${sql.id(server.template)}`.execute(admin);
  await admin.destroy();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(server.url, name) };
}

async function dropDatabase(url: string, name: string): Promise<void> {
  const admin = openState({ connection: { url }, log: quiet, size: 1 });
  await sql`DROP DATABASE IF EXISTS ${sql.id(name)} WITH (FORCE)`.execute(admin);
  await admin.destroy();
}

/** A fresh, migrated state of its own on a real Postgres; closed when the test file ends. */
export async function testState(options: { size?: number } = {}): Promise<State> {
  const { url, drop } = await testDatabase();
  const state = openState({ connection: { url }, log: quiet, size: options.size ?? 4 });
  opened.push({ state, drop });
  return state;
}
