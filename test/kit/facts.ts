import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { Facts } from "../../src/core/facts.ts";
import { type EmbeddedFacts, migrateFacts, openChdb, openClickhouse } from "../../src/edges/facts/index.ts";
import type { ChdbOptions } from "../../src/edges/facts/index.ts";
import { config } from "./environment.ts";

/** One folder a process: the engine holds no more. */
let folder: string | undefined;
let databases = 0;

/** The folder of this process's engine. It goes with the run: vitest ends a process without letting it clear up. */
export function factsFolder(): string {
  return (folder ??= mkdtempSync(join(config.folder, "tenure-facts-")));
}

/**
 * Empty, migrated facts: a database of their own, on chDB or on the server of servers mode. Close
 * them, or leave it to the end of the process.
 */
export function testFacts(): Promise<Facts> {
  return config.clickhouseUrl === undefined ? chdbFacts() : clickhouseFacts(config.clickhouseUrl);
}

function nextDatabase(): string {
  databases += 1;
  return `${config.databasePrefix}_${databases}_${process.pid}`;
}

async function clickhouseFacts(server: string): Promise<Facts> {
  const database = nextDatabase();
  const cluster = config.clickhouseCluster;
  const facts = await openClickhouse({ url: new URL(`/${database}`, server).href, cluster });
  await migrateFacts(facts, { database, cluster });
  return facts;
}

/** The same on chDB whatever the mode. */
export async function chdbFacts(options: Partial<ChdbOptions> = {}): Promise<EmbeddedFacts> {
  const database = nextDatabase();
  const facts = await openChdb({
    path: factsFolder(),
    database,
    connections: { insert: 1, interactive: 2, background: 1 },
    ...options,
  });
  await migrateFacts(facts, { database: options.database ?? database });
  return facts;
}
