import type { Facts } from "../../core/facts.ts";
import { ON_CLUSTER, bound, sql, type Sql } from "../../core/sql.ts";

/** So many moved handles may be in the small map before the large one is read anew. */
const MOST_MOVED = 50_000;

const BACKGROUND = { lane: "background", timeout: 300 } as const;

/** What differs from the usual. */
export type ReloadOptions = {
  /** Reads all, whatever the small map holds. */
  readonly all?: boolean;
  readonly most?: number;
};

/**
 * Makes questions see the merges of `alias`. What was merged lately is a map of its own, which takes
 * milliseconds to read; when it has grown, the map of all merges is read, and it begins anew. In
 * between a handle may be in both: the small map, which is asked first, is never older.
 */
export async function reloadProfiles(
  facts: Pick<Facts, "query" | "command">,
  { all = false, most = MOST_MOVED }: ReloadOptions = {},
): Promise<void> {
  const reload = (name: Sql) =>
    facts.command(sql`SYSTEM RELOAD DICTIONARY ${ON_CLUSTER} ${name}`, BACKGROUND);
  await reload(sql`profile_moved`);
  if (!all && (await movedLately(facts)) <= most) return;
  const version = await lastVersion(facts);
  await reload(sql`profile_of`);
  await facts.command(
    sql`INSERT INTO alias_loaded (one, version) SELECT 1, ${bound("UInt64", version)}`,
    BACKGROUND,
  );
  await reload(sql`profile_moved`);
}

async function movedLately(facts: Pick<Facts, "query">): Promise<number> {
  const [row] = await facts.query<{ moved: string }>(
    sql`SELECT element_count AS moved FROM system.dictionaries
        WHERE database = currentDatabase() AND name = 'profile_moved'`,
    BACKGROUND,
  );
  return Number(row?.moved ?? 0);
}

async function lastVersion(facts: Pick<Facts, "query">): Promise<number> {
  const [row] = await facts.query<{ version: string }>(
    sql`SELECT max(version) AS version FROM alias`,
    BACKGROUND,
  );
  return Number(row?.version ?? 0);
}
