import { sql } from "kysely";
import type { Log } from "../../core/log.ts";
import type { State } from "../../core/state.ts";
import type { Connection } from "./connection.ts";
import { openState } from "./open.ts";

/** Makes the database where it is missing; the way to reach it. */
export async function makeDatabase(connection: Connection, database: string, log: Log): Promise<Connection> {
  const admin = openState({ connection, log, size: 1 });
  const { rows } = await sql`SELECT 1 FROM pg_database WHERE datname = ${database}`.execute(admin);
  if (rows.length === 0) await sql`CREATE DATABASE ${sql.id(database)}`.execute(admin);
  await admin.destroy();
  return { ...connection, database };
}

/** Whether the state answers. @throws Problem `unavailable` where it doesn't */
export async function pingState(state: State): Promise<void> {
  await sql`SELECT 1`.execute(state);
}
