import { sql } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { Judged } from "./tables.ts";

/** Two handles, the smaller first. */
export type Pair = readonly [HandleId, HandleId];

/** Who decides, when and why. */
export type Said = { readonly reason: string; readonly by: string; readonly at: Date };

/** The pair as it is stored. */
export function pairOf(left: HandleId, right: HandleId): Pair {
  return left < right ? [left, right] : [right, left];
}

/**
 * Notes what a person decided of the pairs; answers with the numbers of what was noted. What they said
 * before, and holds still, is not said twice.
 */
export async function storeJudgements(
  tx: StateTransaction,
  kind: Judged,
  pairs: readonly Pair[],
  said: Said,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    INSERT INTO judgement (kind, handle_a, handle_b, reason, said_by, said_at)
    SELECT ${kind}, n.a, n.b, ${said.reason}, ${said.by}, ${said.at}
    FROM unnest(${pairs.map(([a]) => a)}::bigint[], ${pairs.map(([, b]) => b)}::bigint[]) AS n(a, b)
    WHERE NOT EXISTS (
      SELECT FROM judgement j WHERE j.handle_a = n.a AND j.handle_b = n.b AND j.kind = ${kind}
        AND j.withdrawn_at IS NULL)
    RETURNING id`.execute(tx);
  return rows.map(({ id }) => id).toSorted((left, right) => left - right);
}

/** A decision that was withdrawn: all that it takes to say it again. */
export type Withdrawn = {
  readonly id: number;
  readonly kind: Judged;
  readonly a: HandleId;
  readonly b: HandleId;
  readonly reason: string;
};

/** Withdraws what was decided against these handles' being one customer. */
export async function withdrawParted(
  tx: StateTransaction,
  handles: readonly HandleId[],
  said: Said,
): Promise<Withdrawn[]> {
  const { rows } = await sql<Withdrawn>`
    UPDATE judgement SET withdrawn_by = ${said.by}, withdrawn_at = ${said.at}, withdrawn_because = ${said.reason}
    WHERE kind = 'parted' AND withdrawn_at IS NULL
      AND handle_a = ANY(${handles}::bigint[]) AND handle_b = ANY(${handles}::bigint[])
    RETURNING id, kind, handle_a AS a, handle_b AS b, reason`.execute(tx);
  return rows;
}

/** Withdraws one decision; what it said, null where there is none that still holds. */
export async function withdrawJudgement(
  tx: StateTransaction,
  id: number,
  said: Said,
): Promise<Withdrawn | null> {
  const row = await tx
    .updateTable("judgement")
    .set({ withdrawn_by: said.by, withdrawn_at: said.at, withdrawn_because: said.reason })
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .returning(["id", "kind", "handle_a as a", "handle_b as b", "reason"])
    .executeTakeFirst();
  return row ?? null;
}

/** A decision that was withdrawn; null where there is none of this number, or it holds. */
export async function withdrawnJudgement(tx: StateTransaction, id: number): Promise<Withdrawn | null> {
  const row = await tx
    .selectFrom("judgement")
    .select(["id", "kind", "handle_a as a", "handle_b as b", "reason"])
    .where("id", "=", id)
    .where("withdrawn_at", "is not", null)
    .executeTakeFirst();
  return row ?? null;
}

/** Writes a person's word for two handles' being one customer beside the evidence of events. */
export async function storeWord(tx: StateTransaction, [a, b]: Pair, said: Said): Promise<void> {
  await sql`
    INSERT INTO evidence (handle_a, handle_b, rule, trust, verdict, message_id, source_id, at, last_seen)
    VALUES (${a}, ${b}, 'by_hand', 'trusted', 'conflict', '', 0, ${said.at}, ${said.at})
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** Takes a person's word back. */
export async function removeWord(tx: StateTransaction, [a, b]: Pair): Promise<void> {
  await sql`DELETE FROM evidence WHERE handle_a = ${a} AND handle_b = ${b} AND rule = 'by_hand'`.execute(tx);
}

/** The profile of each handle now. */
export async function profilesOf(
  state: State | StateTransaction,
  handles: readonly HandleId[],
): Promise<Map<HandleId, ProfileId>> {
  const { rows } = await sql<{ id: HandleId; profileId: ProfileId }>`
    SELECT id, profile_id AS "profileId" FROM handle WHERE id = ANY(${handles}::bigint[])`.execute(state);
  return new Map(rows.map(({ id, profileId }) => [id, profileId]));
}

/** The handles that evidence which holds ties to one. */
export async function neighboursOf(tx: StateTransaction, handle: HandleId): Promise<HandleId[]> {
  const { rows } = await sql<{ id: HandleId }>`
    SELECT DISTINCT CASE WHEN handle_a = ${handle} THEN handle_b ELSE handle_a END AS id FROM evidence
    WHERE (handle_a = ${handle} OR handle_b = ${handle}) AND verdict = 'holds' ORDER BY id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** A merge as noted; null where there is none of this number, or it was undone. */
export async function mergeById(
  tx: StateTransaction,
  id: number,
): Promise<{ survivor: HandleId; merged: HandleId } | null> {
  const { rows } = await sql<{ survivor: HandleId; merged: HandleId }>`
    SELECT survivor, merged FROM merge WHERE id = ${id} AND undone_at IS NULL`.execute(tx);
  return rows[0] ?? null;
}
