import { sql } from "kysely";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import type { Types } from "./types-queries.ts";

/** Whose a browser's, a device's or an order's handle is, and since when. */
export type Tied = {
  readonly id: HandleId;
  readonly profileId: ProfileId;
  /** It is a customer's now. */
  readonly known: boolean;
  /** When evidence tied it to a customer's identifier first, or to anything of theirs; milliseconds. */
  readonly since: number | null;
};

/** Of the handles, those that name no customer themselves. */
export async function tiedSince(
  state: State,
  { naming }: Types,
  handles: readonly HandleId[],
): Promise<Map<HandleId, Tied>> {
  const { rows } = await sql<Tied>`
    SELECT h.id, h.profile_id AS "profileId", EXISTS (
        SELECT FROM handle k WHERE k.profile_id = h.profile_id AND k.type = ANY(${naming}::text[]) AND NOT k.shared
      ) AS known, coalesce(tie.direct, tie.any_way)::float8 AS since
    FROM handle h CROSS JOIN LATERAL (
      SELECT extract(epoch FROM min(e.at) FILTER (WHERE far.type = ANY(${naming}::text[]))) * 1000 AS direct,
        extract(epoch FROM min(e.at)) * 1000 AS any_way
      FROM evidence e JOIN handle far ON far.id = CASE WHEN e.handle_a = h.id THEN e.handle_b ELSE e.handle_a END
      WHERE (e.handle_a = h.id OR e.handle_b = h.id) AND e.verdict = 'holds'
    ) tie
    WHERE h.id = ANY(${handles}::bigint[]) AND NOT (h.type = ANY(${naming}::text[]))`.execute(state);
  return new Map(rows.map((row) => [row.id, row]));
}
