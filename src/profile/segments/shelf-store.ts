import { sql } from "kysely";
import type { State } from "../../core/state.ts";
import type { VersionsAnswer } from "./contract.ts";
import "./tables.ts";

/** Folders and tags of the segments in use, with how many there are in each. */
export async function shelves(
  state: State,
): Promise<{ folders: { name: string; segments: number }[]; tags: { name: string; segments: number }[] }> {
  const folders = await sql<{ name: string; segments: number }>`
    SELECT folder AS name, count(*) AS segments FROM segment
    WHERE archived_at IS NULL AND deleted_at IS NULL AND folder <> '' GROUP BY folder ORDER BY folder LIMIT 500`.execute(
    state,
  );
  const tags = await sql<{ name: string; segments: number }>`
    SELECT t.name, count(*) AS segments FROM segment, unnest(tags) AS t(name)
    WHERE archived_at IS NULL AND deleted_at IS NULL GROUP BY t.name ORDER BY t.name LIMIT 500`.execute(
    state,
  );
  return { folders: folders.rows, tags: tags.rows };
}

/** Every rule that a segment had, the latest first. */
export async function versionsOf(state: State, id: number): Promise<VersionsAnswer["versions"]> {
  const rows = await state
    .selectFrom("segment_version")
    .selectAll()
    .where("segment_id", "=", id)
    .orderBy("version", "desc")
    .limit(500)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    rule: row.rule,
    by: row.said_by,
    at: row.said_at.toISOString(),
    why: row.why,
  }));
}

/** Since when each segment has been there; of none that is deleted. */
export async function segmentsBegun(state: State): Promise<{ id: number; createdAt: Date }[]> {
  const rows = await state
    .selectFrom("segment")
    .select(["id", "created_at"])
    .where("deleted_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ id: row.id, createdAt: row.created_at }));
}
