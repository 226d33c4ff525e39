import type { Facts } from "../../core/facts.ts";
import { bound, sql } from "../../core/sql.ts";

const BACKGROUND = { lane: "background" } as const;

/** The clock of the facts, in whole seconds since 1970. */
export async function factsTime(facts: Facts): Promise<number> {
  const [row] = await facts.query<{ now: number }>(sql`SELECT toUInt32(now()) AS now`, BACKGROUND);
  return row?.now ?? 0;
}

/** Tables with rows that were deleted from questions and still stand in files. */
export async function tablesWithDeleted(facts: Facts): Promise<string[]> {
  const rows = await facts.query<{ table: string }>(
    sql`SELECT DISTINCT table FROM system.parts
      WHERE database = currentDatabase() AND active AND has_lightweight_delete ORDER BY table`,
    BACKGROUND,
  );
  return rows.map(({ table }) => table);
}

/** Lets the engine write a table's files anew without the deleted rows; returns before it is done. */
export async function dropDeleted(facts: Facts, table: string): Promise<void> {
  await facts.command(
    sql`ALTER TABLE ${bound("Identifier", table)} APPLY DELETED MASK SETTINGS mutations_sync = 0`,
    BACKGROUND,
  );
}

/**
 * Since when nothing that was deleted stands in files: the time of the oldest file that may hold
 * some, null where there is none. Files that were replaced stay for a while (half a minute in the
 * process, eight minutes on a server).
 */
export async function oldestRemains(facts: Facts): Promise<number | null> {
  const [row] = await facts.query<{ files: string; oldest: number }>(
    sql`SELECT count() AS files, toUInt32(min(if(has_lightweight_delete, 0, toUInt32(modification_time)))) AS oldest
      FROM system.parts
      WHERE database = currentDatabase() AND (has_lightweight_delete OR NOT active)`,
    BACKGROUND,
  );
  return row === undefined || row.files === "0" ? null : row.oldest;
}
