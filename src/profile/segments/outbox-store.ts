import { sql } from "kysely";
import type { State, StateTransaction } from "../../core/state.ts";
import type { Move, TickBody } from "./moves.ts";
import "./tables.ts";

/** Moves that one delivery tells of. */
const MOST_MOVES = 100;

/** A delivery that waits, and whom it is for. */
export type Waiting = {
  readonly id: number;
  readonly webhookId: number;
  readonly moves: readonly (Move & { readonly at: number })[];
  readonly attempt: number;
  readonly url: string;
  readonly secret: string;
};

/** Writes the moves for every webhook that wants them, none of deleted segments, in the transaction that ends their tick. */
export async function putIntoOutbox(tx: StateTransaction, { moves, asOf }: TickBody): Promise<void> {
  if (moves.length === 0) return;
  const deleted = await tx.selectFrom("segment").select("id").where("deleted_at", "is not", null).execute();
  const silent = new Set(deleted.map(({ id }) => id));
  const webhooks = await tx
    .selectFrom("segment_webhook")
    .select(["id", "segments"])
    .where("active", "=", true)
    .orderBy("id")
    .execute();
  for (const { id, segments } of webhooks) {
    const wanted = moves
      .filter(({ segment }) => !silent.has(segment) && (segments.length === 0 || segments.includes(segment)))
      .map((move) => ({ ...move, at: asOf }));
    for (let from = 0; from < wanted.length; from += MOST_MOVES) {
      const some = JSON.stringify(wanted.slice(from, from + MOST_MOVES));
      // oxlint-disable-next-line no-await-in-loop -- one connection
      await sql`
        INSERT INTO segment_outbox (webhook_id, moves, due_at)
        VALUES (${id}, ${some}::jsonb, ${new Date(asOf)})`.execute(tx);
    }
  }
}

/** Of each webhook the delivery that is due first: what one of them does not take holds up no other. */
export async function dueDeliveries(state: State, now: Date): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    SELECT DISTINCT ON (o.webhook_id) o.id, o.webhook_id AS "webhookId", o.moves, o.attempt, w.url, w.secret
    FROM segment_outbox o JOIN segment_webhook w ON w.id = o.webhook_id
    WHERE w.active AND o.due_at <= ${now}
      AND NOT EXISTS (SELECT FROM segment_outbox b WHERE b.webhook_id = o.webhook_id AND b.id < o.id)
    ORDER BY o.webhook_id, o.id`.execute(state);
  return rows;
}

/** Forgets a delivery that was taken, or given up. */
export async function dropDelivery(tx: StateTransaction, id: number): Promise<void> {
  await tx.deleteFrom("segment_outbox").where("id", "=", id).execute();
}

/** Puts a delivery off. */
export async function putOff(tx: StateTransaction, id: number, attempt: number, until: Date): Promise<void> {
  await tx.updateTable("segment_outbox").set({ attempt, due_at: until }).where("id", "=", id).execute();
}

/** Takes the moves of profiles out of what waits to be told. */
export async function forgetInOutbox(
  tx: State | StateTransaction,
  profiles: readonly number[],
): Promise<void> {
  await sql`
    UPDATE segment_outbox o SET moves = (
      SELECT coalesce(jsonb_agg(m.move ORDER BY m.nth), '[]') FROM jsonb_array_elements(o.moves) WITH ORDINALITY AS m(move, nth)
      WHERE NOT ((m.move ->> 'profile')::bigint = ANY(${profiles}::bigint[])))
    WHERE EXISTS (
      SELECT FROM jsonb_array_elements(o.moves) AS m(move)
      WHERE (m.move ->> 'profile')::bigint = ANY(${profiles}::bigint[]))`.execute(tx);
  await sql`DELETE FROM segment_outbox WHERE moves = '[]'`.execute(tx);
}
