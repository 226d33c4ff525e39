import { sql } from "kysely";
import type { ProfileId, SourceId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import type { Conflict, ConflictsAnswer } from "./contract.ts";

/** Evidence that doesn't hold, with whose its two ends are now. */
export type ConflictRow = Pick<Conflict, "id" | "reason" | "verdict" | "trust" | "messageId"> & {
  readonly sourceId: SourceId;
  readonly at: Date;
  readonly typeA: string;
  readonly valueA: string;
  readonly profileA: ProfileId;
  readonly typeB: string;
  readonly valueB: string;
  readonly profileB: ProfileId;
};

/** Which refusals: of one reason or all, before one that was seen, at most so many. */
export type Wanted = {
  readonly reason?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

/** What was refused, the newest first. */
export async function refused(
  state: State,
  { reason = "", before = Number.MAX_SAFE_INTEGER, limit }: Wanted,
): Promise<ConflictRow[]> {
  // Each has its own index, which a condition for both would hide.
  const ofReason = reason === "" ? sql`true` : sql`e.reason = ${reason}`;
  const { rows } = await sql<ConflictRow>`
    SELECT e.id, e.reason, e.verdict, e.trust, e.message_id AS "messageId", e.source_id AS "sourceId", e.at,
           a.type AS "typeA", a.value AS "valueA", a.profile_id AS "profileA",
           b.type AS "typeB", b.value AS "valueB", b.profile_id AS "profileB"
    FROM evidence e JOIN handle a ON a.id = e.handle_a JOIN handle b ON b.id = e.handle_b
    WHERE e.verdict <> 'holds' AND e.reason <> '' AND e.id < ${before} AND ${ofReason}
    ORDER BY e.id DESC LIMIT ${limit}`.execute(state);
  return rows;
}

/** How much was refused, by reason. */
export async function refusedByReason(state: State): Promise<ConflictsAnswer["reasons"]> {
  const { rows } = await sql<ConflictsAnswer["reasons"][number]>`
    SELECT reason, count(*)::int AS count FROM evidence
    WHERE verdict <> 'holds' AND reason <> '' GROUP BY reason ORDER BY count DESC, reason`.execute(state);
  return rows;
}
