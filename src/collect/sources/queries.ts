import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Selectable } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { SourceId } from "../../core/ids.ts";
import type { State, StateTables } from "../../core/state.ts";
import type { AddSource, SourceKind } from "./contract.ts";
import "./tables.ts";

/** A source as the server knows it, its keys included. */
export type Source = {
  readonly id: SourceId;
  readonly name: string;
  readonly kind: SourceKind;
  readonly trust: Trust;
  readonly shop: string;
  readonly writeKey: string;
  readonly oldKey: string | null;
  readonly oldKeyUntil: number | null;
  /** Signs user ids (HMAC); never leaves the server but to those who may write sources. */
  readonly secret: string;
  readonly createdAt: number;
  readonly disabledAt: number | null;
};

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

function toSource(row: Selectable<StateTables["source"]>): Source {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    trust: row.trust,
    shop: row.shop,
    writeKey: row.write_key,
    oldKey: row.old_key,
    oldKeyUntil: row.old_key_until?.getTime() ?? null,
    secret: row.secret,
    createdAt: row.created_at.getTime(),
    disabledAt: row.disabled_at?.getTime() ?? null,
  };
}

/** What the pipeline needs to know of sources, by id. */
export async function sourcesForWork(
  state: State,
): Promise<Map<SourceId, { readonly shop: string; readonly secret: string }>> {
  const rows = await state.selectFrom("source").select(["id", "shop", "secret"]).execute();
  return new Map(rows.map(({ id, shop, secret }) => [id, { shop, secret }]));
}
