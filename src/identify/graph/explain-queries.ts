import { sql } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { Facts } from "../../core/facts.ts";
import type { HandleId, ProfileId, SourceId } from "../../core/ids.ts";
import { bound, sql as factsSql } from "../../core/sql.ts";
import type { State } from "../../core/state.ts";
import { MOST_LINKS } from "./contract.ts";
import type { Judged, Reason, Rule, Verdict } from "./tables.ts";

/** A piece of evidence at one of the handles, and the profile that its far end belongs to. */
export type LinkRow = {
  readonly id: number;
  readonly a: HandleId;
  readonly b: HandleId;
  readonly rule: Rule;
  readonly trust: Trust;
  readonly verdict: Verdict;
  readonly reason: Reason | "";
  readonly messageId: string;
  readonly sourceId: SourceId;
  readonly at: Date;
  readonly lastSeen: Date;
  readonly profileA: ProfileId;
  readonly profileB: ProfileId;
  /** What ended evidence that held; the event is null where a decision or an import taken back did. */
  readonly droppedAt: Date | null;
  readonly droppedSourceId: SourceId | null;
  readonly droppedMessageId: string | null;
};

/** All evidence at the handles, whatever its verdict: what holds first, the oldest first. */
export async function linksOf(state: State, handles: readonly HandleId[]): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    SELECT e.id, e.handle_a AS a, e.handle_b AS b, e.rule, e.trust, e.verdict, e.reason,
           e.message_id AS "messageId", e.source_id AS "sourceId", e.at, e.last_seen AS "lastSeen",
           a.profile_id AS "profileA", b.profile_id AS "profileB", e.dropped_at AS "droppedAt",
           e.dropped_source_id AS "droppedSourceId", e.dropped_message_id AS "droppedMessageId"
    FROM (
      SELECT * FROM evidence WHERE handle_a = ANY(${handles}::bigint[])
      UNION SELECT * FROM evidence WHERE handle_b = ANY(${handles}::bigint[])
    ) e
    JOIN handle a ON a.id = e.handle_a JOIN handle b ON b.id = e.handle_b
    ORDER BY (e.verdict = 'holds') DESC, e.id LIMIT ${MOST_LINKS}`.execute(state);
  return rows;
}

/** A merge with the handles that it moved. */
export type MergeRow = {
  readonly id: number;
  readonly survivor: ProfileId;
  readonly merged: ProfileId;
  readonly linkId: number | null;
  readonly at: Date;
  readonly undoneAt: Date | null;
  readonly brought: HandleId[];
  readonly identifiers: { type: string; value: string }[];
};

/** The merges that these handles' profiles took part in, the latest first. */
export async function mergesOf(state: State, handles: readonly HandleId[]): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    SELECT m.id, m.survivor, m.merged, e.id AS "linkId", m.at, m.undone_at AS "undoneAt", m.brought,
           coalesce((
             SELECT jsonb_agg(jsonb_build_object('type', h.type, 'value', h.value) ORDER BY h.id)
             FROM handle h WHERE h.id = ANY(m.brought)
           ), '[]') AS identifiers
    FROM merge m LEFT JOIN evidence e ON e.id = m.evidence_id
    WHERE m.survivor = ANY(${handles}::bigint[]) OR m.merged = ANY(${handles}::bigint[])
    ORDER BY m.id DESC LIMIT ${MOST_LINKS}`.execute(state);
  return rows;
}

/** A decision with the two handles that it is about. */
export type JudgementRow = {
  readonly id: number;
  readonly kind: Judged;
  readonly reason: string;
  readonly saidBy: string;
  readonly saidAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBecause: string | null;
  readonly a: HandleId;
  readonly typeA: string;
  readonly valueA: string;
  readonly profileA: ProfileId;
  readonly b: HandleId;
  readonly typeB: string;
  readonly valueB: string;
  readonly profileB: ProfileId;
};

/** What people decided about these handles, the latest first. */
export async function judgementsOf(state: State, handles: readonly HandleId[]): Promise<JudgementRow[]> {
  const { rows } = await sql<JudgementRow>`
    SELECT j.id, j.kind, j.reason, j.said_by AS "saidBy", j.said_at AS "saidAt",
           j.withdrawn_at AS "withdrawnAt", j.withdrawn_because AS "withdrawnBecause",
           a.id AS a, a.type AS "typeA", a.value AS "valueA", a.profile_id AS "profileA",
           b.id AS b, b.type AS "typeB", b.value AS "valueB", b.profile_id AS "profileB"
    FROM judgement j JOIN handle a ON a.id = j.handle_a JOIN handle b ON b.id = j.handle_b
    WHERE j.handle_a = ANY(${handles}::bigint[]) OR j.handle_b = ANY(${handles}::bigint[])
    ORDER BY j.id DESC LIMIT ${MOST_LINKS}`.execute(state);
  return rows;
}

/** A device bought second-hand changes hands once; this often, it is shared. */
export const HANDED_OVER = 2;

/** How a browser or device passes from customer to customer. */
export type Passed = {
  readonly handle: HandleId;
  readonly handovers: number;
  readonly customers: number;
  /** Whether who logs in nowhere on it is taken for this handle's customer. */
  readonly isNow: boolean;
};

/** Of the handles, those of browsers and devices that many customers use in turn. */
export async function passedOn(state: State, handles: readonly HandleId[]): Promise<Passed[]> {
  const { rows } = await sql<Passed>`
    SELECT h.id AS handle, max(other.turn)::int AS handovers, count(DISTINCT other.profile_id)::int AS customers,
      h.turn = max(other.turn) AS "isNow"
    FROM handle h JOIN handle other ON other.value = h.value AND other.type = h.type
    WHERE h.id = ANY(${handles}::bigint[]) GROUP BY h.id
    HAVING max(other.turn) >= ${HANDED_OVER}`.execute(state);
  return rows;
}

/** How many events and orders hang on each handle. */
export async function countOf(
  facts: Facts,
  handles: readonly HandleId[],
  signal?: AbortSignal,
): Promise<Map<HandleId, { events: number; orders: number }>> {
  const counted = new Map(handles.map((id) => [id, { events: 0, orders: 0 }]));
  if (handles.length === 0) return counted;
  const wanted = bound("Array(UInt64)", handles);
  const rows = await facts.query<{ handle: string; events: number; orders: number }>(
    factsSql`SELECT handle_id AS handle, toUInt32(sum(e)) AS events, toUInt32(sum(o)) AS orders FROM (
      SELECT handle_id, 1 AS e, 0 AS o FROM event WHERE handle_id IN ${wanted}
      UNION ALL
      SELECT handle_id, 0 AS e, 1 AS o FROM \`order\` FINAL WHERE handle_id IN ${wanted} AND status = 'paid'
    ) GROUP BY handle_id`,
    signal ? { signal } : {},
  );
  for (const { handle, events, orders } of rows) {
    const count = counted.get(Number(handle) as HandleId);
    if (count) Object.assign(count, { events, orders });
  }
  return counted;
}
