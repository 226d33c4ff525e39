import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Facts } from "../../src/core/facts.ts";
import { migrateFacts, openChdb } from "../../src/edges/facts/index.ts";
import type { ChdbOptions } from "../../src/edges/facts/index.ts";

/** One folder a process: the engine holds no more. */
let folder: string | undefined;
let databases = 0;

/** The folder of this process's engine, removed when the process ends. */
export function factsFolder(): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), "tenure-facts-"));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return (folder = made);
}

/** Empty, migrated facts on chDB: a database of their own. Close them, or leave it to the end of the process. */
export async function testFacts(options: Partial<ChdbOptions> = {}): Promise<Facts> {
  databases += 1;
  const database = `test_${databases}_${process.pid}`;
  const facts = await openChdb({
    path: factsFolder(),
    database,
    connections: { insert: 1, interactive: 2, background: 1 },
    ...options,
  });
  await migrateFacts(facts, { database: options.database ?? database });
  return facts;
}
