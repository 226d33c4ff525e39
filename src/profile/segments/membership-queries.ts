/** Who is a member of what, and who came and went, in the facts. Numbers of profiles that were merged are looked through. */
import type { AskOptions, Facts } from "../../core/facts.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { bound, instant, profileOf, sql, stored, type Sql } from "../../core/sql.ts";

const BACKGROUND = { lane: "background" } as const;
const ids = (numbers: readonly number[]) => bound("Array(UInt64)", numbers);

/** The segments that the numbers of profiles stand in, by number. */
export async function membershipsOf(
  facts: Facts,
  profiles: readonly number[],
  options: AskOptions = BACKGROUND,
): Promise<Map<number, Set<number>>> {
  if (profiles.length === 0) return new Map();
  const rows = await facts.query<{ profile: string; segments: number[] }>(
    // Of a few profiles each row's latest is found sooner than all rows are merged into theirs.
    sql`SELECT profile, groupArrayIf(segment_id, is_in) AS segments
        FROM (SELECT profile_id AS profile, segment_id, argMax(is_member, version) = 1 AS is_in FROM membership
          WHERE profile_id IN ${ids(profiles)} GROUP BY profile_id, segment_id)
        GROUP BY profile`,
    options,
  );
  return new Map(rows.map(({ profile, segments }) => [Number(profile), new Set(segments)]));
}

/** Since when a profile is a member, by segment; times are milliseconds. */
export async function memberSince(facts: Facts, profile: ProfileId): Promise<Map<number, number>> {
  const rows = await facts.query<{ segment: number; since: string }>(
    sql`SELECT segment_id AS segment, toUnixTimestamp64Milli(since) AS since FROM membership FINAL
        WHERE profile_id = ${bound("UInt64", profile)} AND is_member = 1`,
  );
  return new Map(rows.map(({ segment, since }) => [segment, Number(since)]));
}

/** Rows (profile_id) of who is a member, for questions that hold others against them. */
export function membersOf(segment: number): Sql {
  return sql`SELECT profile_id FROM membership FINAL
    WHERE segment_id = ${bound("UInt32", segment)} AND is_member = 1`;
}

/** Rows (profile_id, id as text) of who is a member of which of the segments. */
export function membershipsIn(segments: readonly number[]): Sql {
  return sql`SELECT profile_id, toString(segment_id) AS id FROM membership FINAL
    WHERE segment_id IN ${ids(segments)} AND is_member = 1`;
}

/** Rows (profile_id, segment_id, t in milliseconds, entered) of moves, by who a customer is now; of everybody, or by all handles. */
export function entriesAndExits(handles: readonly HandleId[] | null): Sql {
  // A customer's number was always that of one of the handles.
  const whose = handles ? sql`m.profile_id IN ${ids(handles)}` : sql`1`;
  return sql`SELECT ${profileOf(sql`m.profile_id`)} AS profile_id, segment_id, toUnixTimestamp64Milli(at) AS t, entered
    FROM segment_move AS m WHERE ${whose}`;
}

/** How many members each segment has. */
export async function sizes(facts: Facts, segments?: readonly number[]): Promise<Map<number, number>> {
  const rows = await facts.query<{ segment: number; members: string }>(
    sql`SELECT segment_id AS segment, count() AS members FROM membership FINAL
        WHERE is_member = 1 AND ${segments ? sql`segment_id IN ${ids(segments)}` : sql`1`}
        GROUP BY segment_id`,
  );
  return new Map(rows.map(({ segment, members }) => [segment, Number(members)]));
}

/** How many customers are in just which of the segments. */
export async function overlaps(
  facts: Facts,
  segments: readonly number[],
): Promise<{ in: number[]; customers: number }[]> {
  const rows = await facts.query<{ within: number[]; customers: string }>(
    sql`SELECT within, count() AS customers FROM (
          SELECT profile_id, arraySort(groupArray(segment_id)) AS within FROM membership FINAL
          WHERE segment_id IN ${ids(segments)} AND is_member = 1 GROUP BY profile_id
        ) GROUP BY within ORDER BY customers DESC, within`,
  );
  return rows.map(({ within, customers }) => ({ in: within, customers: Number(customers) }));
}

/** The profiles that handles belong to as the facts know it. */
export async function profilesInFacts(
  facts: Facts,
  handles: readonly HandleId[],
): Promise<Map<HandleId, ProfileId>> {
  if (handles.length === 0) return new Map();
  const rows = await facts.query<{ handle: string; profile: string }>(
    sql`SELECT handle, ${profileOf(sql`handle`)} AS profile
        FROM (SELECT arrayJoin(${ids(handles)}) AS handle) WHERE profile != handle`,
    BACKGROUND,
  );
  return new Map(
    rows.map((row) => [asId<HandleId>(Number(row.handle)), asId<ProfileId>(Number(row.profile))]),
  );
}

/** Whether the facts still hold events that an import brought before an instant. */
export async function holdsImport(facts: Facts, importId: number, before: number): Promise<boolean> {
  const rows = await facts.query(
    sql`SELECT 1 FROM event WHERE import_id = ${bound("UInt32", importId)} AND received_at < ${instant(before)} LIMIT 1`,
    BACKGROUND,
  );
  return rows.length > 0;
}

/** Everybody whom an import told something of, or whose orders it spoke of; in blocks. */
export async function* handlesOfImport(facts: Facts, importId: number): AsyncGenerator<HandleId[]> {
  const of = sql`import_id = ${bound("UInt32", importId)}`;
  const orders = sql`SELECT shop, order_id FROM event WHERE ${of} AND order_id != ''`;
  const found = facts.stream<{ handle: string }>(
    sql`SELECT DISTINCT handle_id AS handle FROM (
          SELECT handle_id FROM event WHERE ${of}
          UNION ALL SELECT handle_id FROM trait WHERE ${of}
          UNION ALL SELECT handle_id FROM order_figure WHERE (shop, order_id) IN (${orders})
          UNION ALL SELECT handle_id FROM refund WHERE (shop, order_id) IN (${orders}))`,
    BACKGROUND,
  );
  for await (const rows of found) yield rows.map(({ handle }) => asId<HandleId>(Number(handle)));
}

/** Forgets the memberships and moves of profiles, by any number that they had. */
export async function forgetProfiles(facts: Facts, handles: readonly HandleId[]): Promise<void> {
  if (handles.length === 0) return;
  await forget(facts, sql`profile_id IN ${ids(handles)}`);
}

/** Forgets who was ever a member of a segment. */
export async function forgetSegment(facts: Facts, segment: number): Promise<void> {
  await forget(facts, sql`segment_id = ${bound("UInt32", segment)}`);
}

async function forget(facts: Facts, where: Sql): Promise<void> {
  await facts.command(sql`DELETE FROM ${stored("segment_move")} WHERE ${where}`);
  await facts.command(sql`DELETE FROM ${stored("membership")} WHERE ${where}`);
}

/** Every move of profiles by any number that they had, the oldest first. */
export async function membershipLog(facts: Facts, handles: readonly HandleId[]): Promise<JsonObject[]> {
  if (handles.length === 0) return [];
  return facts.query(
    sql`SELECT segment_id AS segment, if(entered = 1, 'entered', 'left') AS move, at, why FROM segment_move
        WHERE profile_id IN ${ids(handles)} ORDER BY at, segment_id LIMIT 100000`,
  );
}
