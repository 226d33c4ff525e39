import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { HANDED_OVER } from "../graph/index.ts";
import type { Wanted } from "./profile-queries.ts";
import type { Types } from "./types-queries.ts";

/** A browser or device that passes from customer to customer, with whose it was; the latest turn first. */
export type DeviceRow = {
  readonly type: string;
  readonly value: string;
  readonly handovers: number;
  readonly nobodys: boolean;
  readonly lastSeen: Date;
  readonly owners: ProfileId[];
};

/** The shared devices, the one with most customers first. */
export async function sharedDevices(
  state: State,
  { devices }: Types,
  { limit, offset }: Wanted,
): Promise<{ rows: DeviceRow[]; total: number }> {
  const { rows } = await sql<DeviceRow & { total: number }>`
    SELECT d.type, d.value, max(h.turn)::int AS handovers, bool_or(h.shared) AS nobodys,
      max(h.last_seen) AS "lastSeen", array_agg(h.profile_id ORDER BY h.turn DESC, h.id) AS owners,
      (count(*) OVER ())::int AS total
    FROM (SELECT DISTINCT type, value FROM handle WHERE turn >= ${HANDED_OVER} AND type = ANY(${devices}::text[])) d
    JOIN handle h ON h.value = d.value AND h.type = d.type
    GROUP BY d.type, d.value ORDER BY count(*) DESC, max(h.turn) DESC, d.value
    LIMIT ${limit} OFFSET ${offset}`.execute(state);
  return {
    rows: rows.map(({ total: _total, ...row }) => ({ ...row, owners: [...new Set(row.owners)] })),
    total: rows[0]?.total ?? 0,
  };
}

/** How many devices are shared. */
export async function countSharedDevices(state: State, { devices }: Types): Promise<number> {
  const { rows } = await sql<{ devices: number }>`
    SELECT count(DISTINCT (type, value))::int AS devices FROM handle
    WHERE turn >= ${HANDED_OVER} AND type = ANY(${devices}::text[])`.execute(state);
  return rows[0]?.devices ?? 0;
}
