/**
 * Vitest's global set-up for servers mode: what `DATABASE_URL` and `CLICKHOUSE_URL` name, and where
 * they name nothing, an embedded Postgres and ClickHouse's HTTP interface over chDB in a process of
 * its own, which plays the cluster that `CLICKHOUSE_CLUSTER` names. The program under test knows the
 * addresses only.
 */
import type { TestProject } from "vitest/node";
import { bound, raw, sql } from "../../src/core/sql.ts";
import { openClickhouse } from "../../src/edges/facts/index.ts";
import { startFront } from "./engines.ts";
import { config } from "./environment.ts";
import setUpPostgres, { startPostgres } from "./postgres.ts";

/** Starts what is not given; vitest calls the returned function at the end. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = [];
  process.env["TENURE_TEST_DATABASES"] = `tenure_test_${process.pid}`;
  if (!config.clickhouseUrl) {
    const front = await startFront(config.clickhouseCluster === undefined ? undefined : "sharded");
    process.env["CLICKHOUSE_URL"] = front.url;
    stops.push(() => front.stop());
  } else stops.push(dropDatabases);
  if (!config.databaseUrl) {
    const postgres = await startPostgres();
    process.env["DATABASE_URL"] = postgres.url;
    stops.push(() => postgres.stop());
  }
  stops.push(await setUpPostgres(project));
  return async () => {
    for (const stop of stops.toReversed()) await stop();
  };
}

async function dropDatabases(): Promise<void> {
  const facts = await openClickhouse({ url: new URL("/default", config.clickhouseUrl).href });
  const named = await facts.query<{ name: string }>(
    sql`SELECT name FROM system.databases WHERE startsWith(name, ${bound("String", config.databasePrefix)})`,
  );
  for (const { name } of named) await facts.command(sql`DROP DATABASE ${raw(`\`${name}\``)} SYNC`);
  await facts.close();
}
