import { sql } from "kysely";
import type { TrackedEvent } from "../../core/event.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { fromLines, pack, toLines, unpack } from "./lines.ts";

/** A row of the inbox, read. */
type Row = { readonly id: number; readonly events: TrackedEvent[] };

/** Rows in the order of work, with the events they hold. */
export type Claim = { readonly rows: readonly Row[]; readonly events: readonly TrackedEvent[] };

const MOST_ROWS = 500;

/** Reads the next rows: at least one, more while they hold fewer than so many events. */
export async function claimNext(state: State, most: number): Promise<Claim | null> {
  const found = await sql<{ id: number; body: Buffer }>`
    SELECT id, body FROM inbox WHERE id <= (
      SELECT max(id) FROM (
        SELECT id, sum(events) OVER (ORDER BY id) - events AS before
        FROM (SELECT id, events FROM inbox ORDER BY id LIMIT ${MOST_ROWS}) AS first
      ) AS counted WHERE before < ${most}
    ) ORDER BY id`.execute(state);
  if (found.rows.length === 0) return null;
  const rows = found.rows.map(({ id, body }) => ({ id, events: fromLines(unpack(body)) }));
  return { rows, events: rows.flatMap((row) => row.events) };
}

/**
 * Takes the first events of a claim out of the inbox, in the transaction that stores what they
 * became. A row that is taken in part keeps the rest, at its place.
 * @throws RangeError where somebody else took them.
 */
export async function takeOut(tx: StateTransaction, claim: Claim, count: number): Promise<void> {
  const whole: number[] = [];
  let left = count;
  for (const { id, events } of claim.rows) {
    if (left === 0) break;
    if (events.length <= left) {
      whole.push(id);
      left -= events.length;
      continue;
    }
    const rest = events.slice(left);
    const body = pack(toLines(rest));
    const kept = await tx
      .updateTable("inbox")
      .set({ body, events: rest.length })
      .where("id", "=", id)
      .where("events", "=", events.length)
      .executeTakeFirst();
    checkTaken(Number(kept.numUpdatedRows), 1);
    left = 0;
  }
  if (whole.length === 0) return;
  const gone = await tx.deleteFrom("inbox").where("id", "in", whole).returning("events").execute();
  checkTaken(gone.length, whole.length);
  // An erasure may have taken events out since they were read.
  const taken = gone.reduce((sum, row) => sum + row.events, 0);
  const read = claim.rows.slice(0, whole.length).reduce((sum, { events }) => sum + events.length, 0);
  checkTaken(taken, read);
}

function checkTaken(taken: number, wanted: number): void {
  if (taken !== wanted)
    throw new RangeError(`${taken} of ${wanted} rows were left: another worker is at work`);
}
