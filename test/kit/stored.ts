import { join } from "node:path";
import { sql } from "../../src/core/sql.ts";
import { openChdb } from "../../src/edges/facts/index.ts";
import { eventually } from "./eventually.ts";
import type { RunningServer } from "./server.ts";

/** The message ids in the facts of a stopped server's folder, sorted; each as often as it is there. */
export async function storedMessages(dataDir: string): Promise<string[]> {
  const facts = await openChdb({ path: join(dataDir, "facts"), database: "tenure" });
  try {
    const rows = await facts.query<{ message_id: string }>(
      sql`SELECT message_id FROM event ORDER BY message_id`,
    );
    return rows.map((row) => row.message_id).toSorted();
  } finally {
    await facts.close();
  }
}

/** Waits until the worker has taken this many events out of the inbox. */
export async function untilWorkedOff(server: RunningServer, events: number): Promise<void> {
  await eventually(
    async () => {
      const { body } = await server.ask<{ sources: { events: number }[] }>("GET", "/api/v1/sources");
      return body.sources.reduce((sum, source) => sum + source.events, 0) >= events ? true : null;
    },
    `${events} events are worked off`,
    120_000,
  );
}
