import { sql } from "kysely";
import type { Facts } from "../../core/facts.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import { factTime } from "../../core/rows.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { setDues } from "./due-store.ts";
import { markStale } from "./kept-store.ts";
import type { PassStep, TickBody } from "./moves.ts";
import { putIntoOutbox } from "./outbox-store.ts";
import { forgetTouched, touch } from "./touched-store.ts";
import "./tables.ts";

/** A tick that was stored; its number makes the token under which its moves are inserted. */
export type StoredTick = { readonly id: number; readonly body: TickBody };

/**
 * Keeps what a tick found until it is in the facts. Synced to disk whatever the database's habit is:
 * were it lost after the insert, the same moves would be found and told once more.
 */
export async function storeTick(state: State, body: TickBody): Promise<StoredTick> {
  const { rows } = await sql<{ id: number }>`
    INSERT INTO segment_tick (body)
    SELECT ${JSON.stringify(body)}::jsonb FROM set_config('synchronous_commit', 'on', true) RETURNING id`.execute(
    state,
  );
  const [row] = rows;
  if (!row) throw new RangeError("a tick got no number");
  return { id: row.id, body };
}

/** The ticks that a process before this one stored and did not end, in their order. */
export async function openTicks(state: State): Promise<StoredTick[]> {
  return state.selectFrom("segment_tick").select(["id", "body"]).orderBy("id").execute();
}

/** Inserts the moves of a tick: as often as need be, once in effect. */
export async function insertMoves(facts: Facts, { id, body }: StoredTick): Promise<void> {
  const at = factTime(body.asOf);
  const lines = body.moves.map((move) =>
    JSON.stringify({
      ...{ profile_id: move.profile, at, segment_id: move.segment, entered: move.entered ? 1 : 0 },
      ...{ why: move.why, segment_version: move.version, as_of: at, version: id },
    }),
  );
  if (lines.length === 0) return;
  await facts.insert({
    table: "segment_move",
    rows: Buffer.from(lines.join("\n")),
    token: `segments ${id}`,
  });
}

/** What else becomes so with a tick. */
export type Consequences = {
  /** Of profiles whose moves other rules ask about, or that could not be looked at yet: to be looked at (again). */
  readonly again: readonly number[];
  /** Segments whose rules hang on all customers together. */
  readonly stale: readonly number[];
};

/** Ends a tick: what it answered is forgotten, what follows of it is noted, its moves are to be told. */
export async function endTick(
  tx: StateTransaction,
  tick: { readonly id: number | null; readonly body: TickBody },
  { again, stale }: Consequences,
): Promise<void> {
  const { body, id } = tick;
  await forgetTouched(tx, body.touched);
  await setDues(tx, body.dues, body.duesOf);
  if (body.pass) await notePass(tx, body.pass);
  await markStale(tx, stale);
  if (again.length > 0) await touch(tx, again.map(asId<HandleId>));
  if (id === null) return;
  await putIntoOutbox(tx, body);
  await tx.deleteFrom("segment_tick").where("id", "=", id).execute();
}

/** A rule that was changed meanwhile, or begun with anew, has a pass of its own. */
async function notePass(tx: StateTransaction, { segments, from, after, looked }: PassStep): Promise<void> {
  await sql`
    UPDATE segment s SET pass_after = ${after}, pass_done = s.pass_done + ${looked}, pass_tries = 0
    FROM unnest(${segments.map(({ id }) => id)}::integer[], ${segments.map(({ version }) => version)}::integer[]) AS n(id, version)
    WHERE s.id = n.id AND s.version = n.version AND s.pass_after = ${from}`.execute(tx);
}
