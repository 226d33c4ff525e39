import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { PairPart, Queue } from "./contract.ts";

/** A pair that waits for an answer. */
export type WaitingPair = {
  readonly id: number;
  readonly runId: number;
  readonly weight: number;
  readonly chance: number;
  readonly parts: readonly PairPart[];
  readonly takenBack: boolean;
  readonly profileA: ProfileId;
  readonly profileB: ProfileId;
};

/** Between which thresholds the queues lie. */
export type Between = { readonly lower: number; readonly upper: number };

/** Two profiles of which somebody said that they are never one. */
const APART = sql`
  SELECT least(a.profile_id, b.profile_id) AS one, greatest(a.profile_id, b.profile_id) AS other
  FROM judgement j JOIN handle a ON a.id = j.handle_a JOIN handle b ON b.id = j.handle_b
  WHERE j.kind = 'parted' AND j.withdrawn_at IS NULL`;

/** Pairs of two customers still, whom nobody parted. */
const OPEN = sql`
  match_pair p JOIN handle a ON a.id = p.handle_a JOIN handle b ON b.id = p.handle_b
  LEFT JOIN apart x ON x.one = least(a.profile_id, b.profile_id) AND x.other = greatest(a.profile_id, b.profile_id)
  WHERE a.profile_id <> b.profile_id AND x.one IS NULL`;

function within(queue: Queue, { lower, upper }: Between) {
  if (queue === "aside") return sql`p.state = 'unsure'`;
  const from = queue === "likely" ? upper : lower;
  const to = queue === "doubtful" ? upper : 2;
  return sql`p.state = 'waiting' AND p.chance >= ${from} AND p.chance < ${to}`;
}

/** The next pairs of a queue, the surest first; those set aside in the order in which they were. */
export async function waitingPairs(
  state: State,
  queue: Queue,
  between: Between,
  limit: number,
): Promise<WaitingPair[]> {
  const { rows } = await sql<WaitingPair>`
    WITH apart AS (${APART})
    SELECT p.id, p.run_id AS "runId", p.weight, p.chance, p.parts, p.taken_back AS "takenBack",
           a.profile_id AS "profileA", b.profile_id AS "profileB"
    FROM ${OPEN} AND ${within(queue, between)}
    ORDER BY p.turn NULLS FIRST, p.weight DESC, p.id LIMIT ${limit}`.execute(state);
  return rows;
}

/** How many pairs are in each queue. */
export async function countQueues(
  state: State,
  between: Between,
): Promise<Readonly<Record<"likely" | "doubtful" | "aside", number>>> {
  const count = (queue: Queue) => sql`count(*) FILTER (WHERE ${within(queue, between)})::int`;
  const { rows } = await sql<Record<"likely" | "doubtful" | "aside", number>>`
    WITH apart AS (${APART})
    SELECT ${count("likely")} AS likely, ${count("doubtful")} AS doubtful, ${count("aside")} AS aside
    FROM ${OPEN} AND p.state IN ('waiting', 'unsure')`.execute(state);
  return rows[0] ?? { likely: 0, doubtful: 0, aside: 0 };
}

/** How many pairs would be joined without asking from this chance on. */
export async function countJoinable(state: State, upper: number): Promise<number> {
  const { rows } = await sql<{ pairs: number }>`
    WITH apart AS (${APART})
    SELECT count(*)::int AS pairs
    FROM ${OPEN} AND p.state = 'waiting' AND p.agreed AND NOT p.taken_back AND p.chance >= ${upper}`.execute(
    state,
  );
  return rows[0]?.pairs ?? 0;
}

/** How many answers there are, and whether one of them is this person's. */
export async function countAnswers(state: State, by: string): Promise<{ answered: number; own: boolean }> {
  const { rows } = await sql<{ answered: number; own: boolean }>`
    SELECT count(*)::int AS answered, coalesce(bool_or(said_by = ${by}), false) AS own
    FROM match_pair WHERE turn IS NOT NULL`.execute(state);
  return rows[0] ?? { answered: 0, own: false };
}

/** Whether somebody said that two profiles are never one. */
export async function areApart(tx: StateTransaction, one: ProfileId, other: ProfileId): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM handle a
    JOIN judgement j ON (j.handle_a = a.id OR j.handle_b = a.id) AND j.kind = 'parted' AND j.withdrawn_at IS NULL
    JOIN handle b ON b.id = CASE WHEN j.handle_a = a.id THEN j.handle_b ELSE j.handle_a END
    WHERE a.profile_id = ${one} AND b.profile_id = ${other} LIMIT 1`.execute(tx);
  return rows.length > 0;
}
