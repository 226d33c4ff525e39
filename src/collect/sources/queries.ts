import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { SourceId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import type { AddSource, SourceKind } from "./contract.ts";
import { forgetKeys } from "./key-cache.ts";
import { toSource } from "./source.ts";
import type { Source } from "./source.ts";

/** What came from a source so far. */
export type SourceActivity = {
  readonly events: number;
  readonly rejected: number;
  readonly lastEventAt: Date | null;
};

/** Public keys are only believed as claims. */
export function usualTrust(kind: SourceKind): Trust {
  return kind === "browser" || kind === "app" ? "claimed" : "trusted";
}

/** Makes a source with a new write key. */
export async function addSource(state: State, wanted: AddSource): Promise<Source> {
  const kind = wanted.kind ?? "server";
  const row = await state
    .insertInto("source")
    .values({
      name: wanted.name,
      kind,
      trust: wanted.trust ?? usualTrust(kind),
      shop: wanted.shop ?? "main",
      write_key: newKey(),
      old_key: null,
      old_key_until: null,
      secret: newKey(),
      disabled_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  // The key may have been tried before it was given out.
  forgetKeys();
  return toSource(row);
}

/** A key of 128 bits, safe in URLs and Basic credentials. */
export function newKey(): string {
  return randomBytes(16).toString("hex");
}

/** The source with this number. */
export async function sourceById(state: State, id: SourceId): Promise<Source | null> {
  const row = await state.selectFrom("source").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? toSource(row) : null;
}

/** The source that a write key, or the key before its last rotation, belongs to. */
export async function sourceByKey(state: State, key: string): Promise<Source | null> {
  const row = await state
    .selectFrom("source")
    .selectAll()
    .where((where) => where.or([where("write_key", "=", key), where("old_key", "=", key)]))
    .executeTakeFirst();
  return row ? toSource(row) : null;
}

/** Every source, oldest first; there are never many. */
export async function allSources(state: State): Promise<(Source & SourceActivity)[]> {
  const rows = await state
    .selectFrom("source")
    .leftJoin("source_activity", "source_activity.source_id", "source.id")
    .selectAll("source")
    .select(["source_activity.events", "source_activity.last_event_at"])
    .select((select) =>
      select
        .selectFrom("rejected_count")
        .whereRef("rejected_count.source_id", "=", "source.id")
        .select(sql<number>`coalesce(sum(events), 0)::int8`.as("rejected"))
        .as("rejected"),
    )
    .orderBy("source.id")
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    ...toSource(row),
    events: row.events ?? 0,
    rejected: row.rejected ?? 0,
    lastEventAt: row.last_event_at,
  }));
}

/** What the pipeline needs to know of sources, by id. */
export async function sourcesForWork(
  state: State,
): Promise<Map<SourceId, { readonly shop: string; readonly secret: string }>> {
  const rows = await state.selectFrom("source").select(["id", "shop", "secret"]).execute();
  return new Map(rows.map(({ id, shop, secret }) => [id, { shop, secret }]));
}
