import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import type { Period } from "./period.ts";
import type { Wanted } from "./profile-queries.ts";

/** Merges of one local day, and how many of them were undone since. */
export type DayOfMerges = { readonly day: string; readonly merges: number; readonly undone: number };

/** The period's merges by the local day on which they were done; every day, the oldest first. */
export async function mergesByDay(
  state: State,
  { from, to }: Period,
  timeZone: string,
): Promise<DayOfMerges[]> {
  const within = sql`m.at >= ${new Date(from)} AND m.at < ${new Date(to)}`;
  const { rows } = await sql<DayOfMerges>`
    SELECT to_char(d, 'YYYY-MM-DD') AS day, count(m.id)::int AS merges,
      (count(*) FILTER (WHERE m.undone_at < ${new Date(to)}))::int AS undone
    FROM generate_series(
      (${new Date(from)}::timestamptz AT TIME ZONE ${timeZone})::date,
      (${new Date(to - 1)}::timestamptz AT TIME ZONE ${timeZone})::date, interval '1 day') AS d
    LEFT JOIN merge m ON (m.at AT TIME ZONE ${timeZone})::date = d::date AND ${within}
    GROUP BY d ORDER BY d`.execute(state);
  return rows;
}

/** How many merges each period had. */
export async function countMerges(
  state: State,
  { before, from, to }: Period,
): Promise<{ now: number; before: number }> {
  const { rows } = await sql<{ now: number; before: number }>`
    SELECT (count(*) FILTER (WHERE at >= ${new Date(from)}))::int AS now,
      (count(*) FILTER (WHERE at < ${new Date(from)}))::int AS before
    FROM merge WHERE at >= ${new Date(before)} AND at < ${new Date(to)}`.execute(state);
  return rows[0] ?? { now: 0, before: 0 };
}

/** The customers that merges of the period made, the latest first. */
export async function mergedCustomers(
  state: State,
  { from, to }: Period,
  { limit, offset }: Wanted,
): Promise<{ ids: ProfileId[]; total: number }> {
  const { rows } = await sql<{ id: ProfileId; total: number }>`
    SELECT h.profile_id AS id, (count(*) OVER ())::int AS total
    FROM merge m JOIN handle h ON h.id = m.survivor
    WHERE m.at >= ${new Date(from)} AND m.at < ${new Date(to)}
    GROUP BY h.profile_id ORDER BY max(m.id) DESC LIMIT ${limit} OFFSET ${offset}`.execute(state);
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}

/** Links seen first in a period that do not count, by why; most first. */
export async function conflictsByReason(
  state: State,
  { before, from, to }: Period,
): Promise<{ reason: string; links: number; before: number }[]> {
  const { rows } = await sql<{ reason: string; links: number; before: number }>`
    SELECT reason, (count(*) FILTER (WHERE at >= ${new Date(from)}))::int AS links,
      (count(*) FILTER (WHERE at < ${new Date(from)}))::int AS before
    FROM evidence WHERE verdict <> 'holds' AND at >= ${new Date(before)} AND at < ${new Date(to)}
    GROUP BY reason ORDER BY links DESC, reason`.execute(state);
  return rows;
}

/** The customers at either end of links of the period that do not count (for one reason); the latest first. */
export async function customersInConflict(
  state: State,
  { from, to }: Period,
  reason: string | undefined,
  { limit, offset }: Wanted,
): Promise<{ ids: ProfileId[]; total: number }> {
  const { rows } = await sql<{ id: ProfileId; total: number }>`
    SELECT h.profile_id AS id, (count(*) OVER ())::int AS total
    FROM evidence e JOIN handle h ON h.id IN (e.handle_a, e.handle_b)
    WHERE e.verdict <> 'holds' AND e.at >= ${new Date(from)} AND e.at < ${new Date(to)}
      AND (${reason ?? null}::text IS NULL OR e.reason = ${reason ?? null})
    GROUP BY h.profile_id ORDER BY max(e.id) DESC LIMIT ${limit} OFFSET ${offset}`.execute(state);
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}
