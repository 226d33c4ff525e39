import type { Facts } from "../../core/facts.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import { ON_CLUSTER, PARTS, bound, join, sql } from "../../core/sql.ts";

const BACKGROUND = { lane: "background" } as const;

/** The clock of the facts, in whole seconds since 1970. */
export async function factsTime(facts: Facts): Promise<number> {
  const [row] = await facts.query<{ now: number }>(sql`SELECT toUInt32(now()) AS now`, BACKGROUND);
  return row?.now ?? 0;
}

/** Those of the handles under which the facts hold anything. */
export async function handlesInFacts(facts: Facts, handles: readonly HandleId[]): Promise<Set<HandleId>> {
  if (handles.length === 0) return new Set();
  const wanted = bound("Array(UInt64)", handles);
  const tables = [sql`event`, sql`trait`, sql`consent`, sql`order_figure`, sql`refund`];
  const found = tables.map(
    (table) => sql`SELECT DISTINCT handle_id FROM ${table} WHERE handle_id IN ${wanted}`,
  );
  const rows = await facts.query<{ handle_id: string }>(join(found, " UNION DISTINCT "), BACKGROUND);
  return new Set(rows.map((row) => asId<HandleId>(Number(row.handle_id))));
}

/** Tables with rows that were deleted from questions and still stand in files. */
export async function tablesWithDeleted(facts: Facts): Promise<string[]> {
  const rows = await facts.query<{ table: string }>(
    sql`SELECT DISTINCT table FROM ${PARTS}
      WHERE database = (SELECT currentDatabase()) AND active AND has_lightweight_delete ORDER BY table`,
    BACKGROUND,
  );
  return rows.map(({ table }) => table);
}

/** Lets the engine write a table's files anew without the deleted rows; returns before it is done. */
export async function dropDeleted(facts: Facts, table: string): Promise<void> {
  await facts.command(
    sql`ALTER TABLE ${bound("Identifier", table)} ${ON_CLUSTER} APPLY DELETED MASK SETTINGS mutations_sync = 0`,
    BACKGROUND,
  );
}

/**
 * Lets the engine look for replaced files at once: where nothing else happens to a table it looks
 * more and more rarely, minutes apart.
 */
export async function removeReplaced(facts: Facts): Promise<void> {
  const rows = await facts.query<{ table: string }>(
    sql`SELECT DISTINCT table FROM ${PARTS}
      WHERE database = (SELECT currentDatabase()) AND NOT active ORDER BY table`,
    BACKGROUND,
  );
  for (const { table } of rows) {
    await facts.command(sql`SYSTEM START CLEANUP ${ON_CLUSTER} ${bound("Identifier", table)}`, BACKGROUND);
  }
}

/**
 * Since when nothing that was deleted stands in files: the time of the oldest file that may hold
 * some, null where there is none. Files that were replaced stay for a while on a server: eight
 * minutes, unless its `old_parts_lifetime` says otherwise.
 */
export async function oldestRemains(facts: Facts): Promise<number | null> {
  const [row] = await facts.query<{ files: string; oldest: number }>(
    sql`SELECT count() AS files, toUInt32(min(if(has_lightweight_delete, 0, toUInt32(modification_time)))) AS oldest
      FROM ${PARTS}
      WHERE database = (SELECT currentDatabase()) AND (has_lightweight_delete OR NOT active)`,
    BACKGROUND,
  );
  return row === undefined || row.files === "0" ? null : row.oldest;
}
