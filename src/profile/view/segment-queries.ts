/** Answers of Segment's Profile API, so that what reads profiles from Segment reads them from here. */
import type { z } from "zod";
import type { Context } from "../../core/context.ts";
import { parseProfileId, showProfileId, type HandleId, type ProfileId } from "../../core/ids.ts";
import type { Item } from "../../core/rows.ts";
import { bound, instant, join, sql, type Sql } from "../../core/sql.ts";
import { sentProperties } from "../../collect/enrich/index.ts";
import {
  handleIdsBelieved,
  handlesBelieved,
  handlesOf,
  normaliseHere,
  profileById,
  type Handle,
} from "../../identify/graph/index.ts";
import { traitsOf, type Trait } from "../traits/index.ts";
import type { Cursor, EventsParams, IdentifiersParams, TraitsParams } from "./segment-contract.ts";

/** An identifier as it was asked for, split. */
function partsOf(identifier: string): { type: string; value: string } {
  const [, type = "", value = ""] = /^([^:]{1,60}):(.{1,500})$/s.exec(identifier) ?? [];
  return { type, value };
}

const OWN_IDS: readonly string[] = ["profile_id", "segment_id"];

/** The profile behind `type:value`, with the handles that may be told of; null where there is none. */
export async function profileByIdentifier(
  context: Context,
  identifier: string,
): Promise<{ id: ProfileId; handles: Handle[] } | null> {
  const { type, value } = partsOf(identifier);
  if (OWN_IDS.includes(type)) return profileByItsId(context, value);
  const normal = await normaliseHere(context, type, value);
  const handles = normal === null ? [] : await handlesBelieved(context.state, type, normal);
  const [first] = handles;
  return first ? { id: first.profileId, handles } : null;
}

async function profileByItsId(
  context: Context,
  text: string,
): Promise<{ id: ProfileId; handles: Handle[] } | null> {
  const asked = parseProfileId(text);
  const id = asked === null ? null : await profileById(context.state, asked);
  const handles = id === null ? undefined : (await handlesOf(context.state, [id])).get(id);
  return id !== null && handles?.length ? { id, handles } : null;
}

/** Where the rest is, as Segment says it. */
function cursor(url: URL, limit: number, next: string | null): z.infer<typeof Cursor> {
  if (next === null) return { url: "", has_more: false, next: "", limit };
  const more = new URL(url);
  more.searchParams.set("next", next);
  return { url: more.pathname + more.search, has_more: true, next, limit };
}

/**
 * The traits of the profile behind `type:value`, those of the names given where there are any; empty
 * where it has none, or there is no profile. One question, since scripts ask this in milliseconds.
 */
export async function traitsBehind(
  context: Context,
  identifier: string,
  names?: readonly string[],
): Promise<Map<string, Trait>> {
  const { type, value } = partsOf(identifier);
  if (OWN_IDS.includes(type)) {
    const found = await profileByItsId(context, value);
    return traitsOf(context.state, found?.handles.map(({ id }) => id) ?? [], names);
  }
  const normal = await normaliseHere(context, type, value);
  return normal === null ? new Map() : traitsOf(context.state, handleIdsBelieved(type, normal), names);
}

/** `…/traits` */
export function traits(
  all: ReadonlyMap<string, Trait>,
  params: z.infer<typeof TraitsParams>,
  url: URL,
): object {
  const wanted = [...all]
    .filter(([name]) => !params.include || params.include.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const from = params.next ?? 0;
  const page = wanted.slice(from, from + params.limit);
  const shown = page.map(([name, trait]) => [
    name,
    params.verbose === "true"
      ? {
          value: trait.value,
          source_id: String(trait.sourceId),
          updated_at: new Date(trait.at).toISOString(),
        }
      : trait.value,
  ]);
  const next = from + params.limit < wanted.length ? String(from + params.limit) : null;
  return { traits: Object.fromEntries(shown), cursor: cursor(url, params.limit, next) };
}

/** `…/external_ids` */
export function externalIds(
  handles: readonly Handle[],
  params: z.infer<typeof IdentifiersParams>,
  url: URL,
): object {
  const wanted = handles.filter((handle) => !params.include || params.include.includes(handle.type));
  const from = params.next ?? 0;
  const next = from + params.limit < wanted.length ? String(from + params.limit) : null;
  return {
    data: wanted.slice(from, from + params.limit).map((handle) => ({
      source_id: String(handle.sourceId),
      collection: "users",
      id: handle.value,
      type: handle.type,
      created_at: handle.firstSeen.toISOString(),
      encoding: "none",
      first_message_id: handle.firstMessageId,
    })),
    cursor: cursor(url, params.limit, next),
  };
}

type EventRow = {
  message_id: string;
  kind: string;
  name: string;
  at: string;
  source_id: number;
  properties: string;
  items: Item[];
  traits: string;
  context: string;
};

/** `…/events`: all that there are, newest first unless asked otherwise. */
export async function events(
  context: Context,
  handles: readonly Handle[],
  params: z.infer<typeof EventsParams>,
  url: URL,
  signal: AbortSignal,
): Promise<object> {
  const ids = handles.map((handle) => handle.id);
  const from = Number(params.next ?? 0) || 0;
  const rows = await context.facts.query<EventRow>(
    sql`SELECT message_id, kind, name, at, source_id, properties, items, traits, context
        FROM event WHERE ${join(eventConditions(ids, params), " AND ")}
        ORDER BY ${params.sort === "asc" ? sql`at ASC, message_id ASC` : sql`at DESC, message_id DESC`}
        LIMIT ${params.limit + 1} OFFSET ${from}`,
    { signal },
  );
  const next = rows.length > params.limit ? String(from + params.limit) : null;
  return { data: rows.slice(0, params.limit).map(segmentEvent), cursor: cursor(url, params.limit, next) };
}

function eventConditions(ids: readonly HandleId[], params: z.infer<typeof EventsParams>): Sql[] {
  const conditions = [sql`handle_id IN ${bound("Array(UInt64)", ids)}`];
  if (params.start) conditions.push(sql`at >= ${instant(Date.parse(params.start))}`);
  if (params.end) conditions.push(sql`at <= ${instant(Date.parse(params.end))}`);
  if (params.include) conditions.push(sql`name IN ${bound("Array(String)", params.include)}`);
  if (params.exclude) conditions.push(sql`name NOT IN ${bound("Array(String)", params.exclude)}`);
  return conditions;
}

function segmentEvent(row: EventRow): object {
  return {
    message_id: row.message_id,
    type: row.kind,
    event: row.name,
    timestamp: `${row.at.replace(" ", "T")}Z`,
    source_id: String(row.source_id),
    properties: sentProperties(row),
    traits: JSON.parse(row.traits) as unknown,
    context: JSON.parse(row.context) as unknown,
  };
}

/** `…/metadata` */
export function metadata(id: ProfileId, handles: readonly Handle[]): object {
  const first = handles.reduce((left, right) => (left.firstSeen <= right.firstSeen ? left : right));
  const last = handles.reduce((left, right) => (left.lastSeen >= right.lastSeen ? left : right));
  return {
    metadata: {
      profile_id: showProfileId(id),
      created_at: first.firstSeen.toISOString(),
      updated_at: last.lastSeen.toISOString(),
      first_message_id: first.firstMessageId,
      first_source_id: String(first.sourceId),
      last_source_id: String(last.sourceId),
    },
  };
}

/** `…/links`: the accounts that the customer was grouped with. */
export async function links(
  context: Context,
  handles: readonly Handle[],
  url: URL,
  signal: AbortSignal,
): Promise<object> {
  const ids = handles.map((handle) => handle.id);
  const rows = await context.facts.query<{ account: string }>(
    sql`SELECT DISTINCT account FROM event
        WHERE handle_id IN ${bound("Array(UInt64)", ids)} AND account != '' ORDER BY account LIMIT 200`,
    { signal },
  );
  const data = rows.map((row) => ({
    to_collection: "accounts",
    external_ids: [{ id: row.account, type: "group_id", collection: "accounts", encoding: "none" }],
  }));
  return { data, cursor: cursor(url, 200, null) };
}
