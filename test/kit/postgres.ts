/** Vitest's global set-up: a folder for the whole run, and one Postgres with a migrated template to copy. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type { TestProject } from "vitest/node";
import { config, FOLDER } from "./environment.ts";
import { type Connection, keepPostgres, migrateState, openState } from "../../src/edges/state/index.ts";
import { quiet } from "./log.ts";

/** The Postgres of the run: an address of its maintenance database and the template's name. */
export type TestPostgres = { url: string; template: string };

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

/** Starts it (or takes the one that DATABASE_URL names); vitest calls the returned function at the end. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "tenure-run-"));
  process.env[FOLDER] = folder;
  const server = config.databaseUrl ? await named(config.databaseUrl) : await startPostgres();
  const template = `template_${process.pid}`;
  await make(server.url, template);
  project.provide("postgres", { url: server.url, template });
  return async () => {
    await make(server.url, template, true);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function named(url: string): Promise<{ url: string; stop: () => Promise<void> }> {
  return { url, stop: async () => undefined };
}

/** Every test has stores of its own, which are closed when its file ends. */
const MANY = 400;

/** A Postgres of its own, without a care for power cuts. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "tenure-pg-"));
  const keeper = await keepPostgres({ folder, log: quiet, fsync: false, connections: MANY });
  const stop = async () => {
    await keeper.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: addressOf(keeper.connection), stop };
}

/** A connection as an address; a socket's folder goes into the query, as libpq has it. */
export function addressOf(connection: Connection): string {
  const { user, password, host, port, database } = connection;
  const bySocket = host.startsWith("/");
  const authority = `${user}:${encodeURIComponent(password)}@${bySocket ? "localhost" : host}:${port}`;
  return `postgres://${authority}/${database}${bySocket ? `?host=${encodeURIComponent(host)}` : ""}`;
}

async function make(url: string, template: string, dropOnly = false): Promise<void> {
  const admin = openState({ connection: { url }, log: quiet, size: 1 });
  await sql`DROP DATABASE IF EXISTS ${sql.id(template)} WITH (FORCE)`.execute(admin);
  if (!dropOnly) await sql`CREATE DATABASE ${sql.id(template)}`.execute(admin);
  await admin.destroy();
  if (dropOnly) return;
  const address = new URL(url);
  address.pathname = `/${template}`;
  const state = openState({ connection: { url: address.href }, log: quiet, size: 1 });
  await migrateState(state);
  await state.destroy();
}
