import { sql } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { PairPart } from "./contract.ts";
import type { PairState } from "./tables.ts";

/** A pair that a matching brings. */
export type NewPair = {
  readonly a: ProfileId;
  readonly b: ProfileId;
  readonly weight: number;
  readonly chance: number;
  readonly parts: readonly PairPart[];
  readonly agreed: boolean;
};

const BATCH = 2000;

/**
 * Keeps the pairs of a run. What people said of a pair stays; one that waits, or that was settled
 * otherwise and comes again, is as this run has it. A customer who was erased meanwhile has none.
 */
export async function storePairs(
  tx: StateTransaction,
  runId: number,
  pairs: readonly NewPair[],
): Promise<void> {
  for (let from = 0; from < pairs.length; from += BATCH) {
    const some = pairs.slice(from, from + BATCH);
    const ids = some.map(({ a, b }) => (a < b ? [a, b] : [b, a]));
    await sql`
      INSERT INTO match_pair (handle_a, handle_b, run_id, weight, chance, parts, agreed)
      SELECT n.a, n.b, ${runId}, n.weight, n.chance, n.parts::jsonb, n.agreed
      FROM unnest(
        ${ids.map(([a]) => a)}::bigint[], ${ids.map(([, b]) => b)}::bigint[],
        ${some.map(({ weight }) => weight)}::float8[], ${some.map(({ chance }) => chance)}::float8[],
        ${some.map(({ parts }) => JSON.stringify(parts))}::text[], ${some.map(({ agreed }) => agreed)}::boolean[]
      ) AS n(a, b, weight, chance, parts, agreed)
      JOIN handle left_one ON left_one.id = n.a JOIN handle right_one ON right_one.id = n.b
      ON CONFLICT (handle_a, handle_b) DO UPDATE
      SET run_id = excluded.run_id, weight = excluded.weight, chance = excluded.chance, parts = excluded.parts,
          agreed = excluded.agreed, state = 'waiting'
      WHERE match_pair.state IN ('waiting', 'gone')`.execute(tx);
  }
}

/** Drops the pairs that wait since an earlier run and that this one did not bring again. */
export async function dropStale(tx: StateTransaction, runId: number): Promise<void> {
  await sql`DELETE FROM match_pair WHERE state IN ('waiting', 'gone') AND run_id <> ${runId}`.execute(tx);
}

/** Puts pairs back whose decision somebody took back elsewhere: they wait again. */
export async function reopenWithdrawn(state: State | StateTransaction): Promise<void> {
  await sql`
    UPDATE match_pair p SET state = 'waiting', taken_back = p.taken_back OR p.state = 'joined',
      judgement_id = NULL, turn = NULL, said_by = NULL, said_at = NULL
    FROM judgement j
    WHERE j.id = p.judgement_id AND j.withdrawn_at IS NOT NULL AND p.state IN ('yes', 'no', 'joined')`.execute(
    state,
  );
}

/** A pair with the profiles that its two sides belong to now. */
export type HeldPair = {
  readonly id: number;
  readonly a: HandleId;
  readonly b: HandleId;
  readonly profileA: ProfileId;
  readonly profileB: ProfileId;
  readonly chance: number;
  readonly runId: number;
  readonly state: PairState;
  readonly judgementId: number | null;
};

const HELD = sql`
  p.id, p.handle_a AS a, p.handle_b AS b, a.profile_id AS "profileA", b.profile_id AS "profileB", p.chance,
  p.run_id AS "runId", p.state, p.judgement_id AS "judgementId"`;

/** A pair, which nobody else changes until the transaction ends; null where there is none of this number. */
export async function holdPair(tx: StateTransaction, id: number): Promise<HeldPair | null> {
  const { rows } = await sql<HeldPair>`
    SELECT ${HELD} FROM match_pair p JOIN handle a ON a.id = p.handle_a JOIN handle b ON b.id = p.handle_b
    WHERE p.id = ${id} FOR UPDATE OF p`.execute(tx);
  return rows[0] ?? null;
}

/** The pair that somebody answered last, and may take back. */
export async function holdLastAnswer(tx: StateTransaction, by: string): Promise<HeldPair | null> {
  const { rows } = await sql<HeldPair>`
    SELECT ${HELD} FROM match_pair p JOIN handle a ON a.id = p.handle_a JOIN handle b ON b.id = p.handle_b
    WHERE p.said_by = ${by} AND p.state IN ('yes', 'no', 'unsure') AND p.turn IS NOT NULL
    ORDER BY p.turn DESC LIMIT 1 FOR UPDATE OF p`.execute(tx);
  return rows[0] ?? null;
}

/** Notes what was said of a pair. */
export async function noteAnswer(
  tx: StateTransaction,
  id: number,
  said: {
    readonly state: "yes" | "no" | "unsure" | "joined";
    readonly by: string;
    readonly at: Date;
    readonly judgementId: number | null;
  },
): Promise<void> {
  await sql`
    UPDATE match_pair SET state = ${said.state}, said_by = ${said.by}, said_at = ${said.at},
      judgement_id = ${said.judgementId},
      turn = ${said.state === "joined" ? sql`NULL` : sql`nextval('match_turn')`}
    WHERE id = ${id}`.execute(tx);
}

/** Lets a pair wait again. */
export async function reopenPair(tx: StateTransaction, id: number, takenBack: boolean): Promise<void> {
  await sql`
    UPDATE match_pair SET state = 'waiting', said_by = NULL, said_at = NULL, turn = NULL, judgement_id = NULL,
      taken_back = taken_back OR ${takenBack}
    WHERE id = ${id}`.execute(tx);
}

/** Notes that pairs are settled by other ways, or cannot be joined. */
export async function settleOtherwise(
  state: State | StateTransaction,
  ids: readonly number[],
): Promise<void> {
  await sql`UPDATE match_pair SET state = 'gone' WHERE id = ANY(${ids}::bigint[]) AND state = 'waiting'`.execute(
    state,
  );
}

/** Pairs that may be joined without asking, the surest first. */
export async function joinablePairs(state: State, upper: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM match_pair WHERE state = 'waiting' AND agreed AND NOT taken_back AND chance >= ${upper}
    ORDER BY weight DESC, id LIMIT ${limit}`.execute(state);
  return rows.map(({ id }) => id);
}

/** Pairs of a run that were joined by themselves, the last first. */
export async function joinedPairs(state: State, runId: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM match_pair WHERE run_id = ${runId} AND state = 'joined' ORDER BY judgement_id DESC LIMIT ${limit}`.execute(
    state,
  );
  return rows.map(({ id }) => id);
}

/**
 * Pairs of which people decided by themselves, on a customer's page; what matching joined unasked is
 * no answer. Kept apart is whoever has the two handles that were parted.
 */
const DECIDED = sql`
  SELECT DISTINCT ON (p.id) p.id AS pair, p.state, j.id, j.kind, j.said_by, j.said_at
  FROM match_pair p JOIN handle a ON a.id = p.handle_a JOIN handle b ON b.id = p.handle_b
  JOIN (
    SELECT id, kind, said_by, said_at, handle_a AS one, handle_b AS other FROM judgement
    WHERE kind = 'joined' AND withdrawn_at IS NULL AND said_by NOT LIKE 'matching %'
    UNION ALL
    SELECT j.id, j.kind, j.said_by, j.said_at,
      least(one.profile_id, other.profile_id), greatest(one.profile_id, other.profile_id)
    FROM judgement j JOIN handle one ON one.id = j.handle_a JOIN handle other ON other.id = j.handle_b
    WHERE j.kind = 'parted' AND j.withdrawn_at IS NULL
  ) j ON j.one = CASE j.kind WHEN 'joined' THEN p.handle_a ELSE least(a.profile_id, b.profile_id) END
    AND j.other = CASE j.kind WHEN 'joined' THEN p.handle_b ELSE greatest(a.profile_id, b.profile_id) END
  WHERE p.state NOT IN ('yes', 'no')
  ORDER BY p.id, j.kind = 'parted' DESC, j.id DESC`;

/**
 * Takes decisions that people made elsewhere, on a customer's page, as answers to the pairs that
 * they are about: these wait no longer, and teach the next run. Taken back there, they wait again.
 */
export async function adoptDecisions(state: State | StateTransaction): Promise<void> {
  await sql`
    UPDATE match_pair p SET state = CASE d.kind WHEN 'joined' THEN 'yes' ELSE 'no' END,
      judgement_id = d.id, said_by = d.said_by, said_at = d.said_at, turn = NULL
    FROM (${DECIDED}) d
    WHERE d.pair = p.id AND p.state IN ('waiting', 'unsure', 'gone')`.execute(state);
}

/** What people said of pairs, and holds still, for the next training; that matching was wrong to join two among it. */
export async function labelledParts(
  state: State,
): Promise<{ readonly same: boolean; readonly parts: readonly PairPart[] }[]> {
  const { rows } = await sql<{ same: boolean; parts: PairPart[] }>`
    SELECT said.same, said.parts FROM (
      SELECT p.id, p.state = 'yes' AS same, p.parts FROM match_pair p JOIN judgement j ON j.id = p.judgement_id
      WHERE p.state IN ('yes', 'no') AND j.withdrawn_at IS NULL
      UNION ALL
      SELECT p.id, false, p.parts FROM (${DECIDED}) d JOIN match_pair p ON p.id = d.pair
      WHERE d.state = 'joined' AND d.kind = 'parted'
    ) said ORDER BY said.id`.execute(state);
  return rows;
}
