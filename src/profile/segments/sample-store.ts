import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { profilesAfter } from "./touched-store.ts";

/** Neighbours by number that are taken together: the facts of neighbours lie together. */
const BLOCK = 50;

/**
 * So many profiles in blocks of neighbours, the blocks spread evenly over all numbers, and the same
 * each time, so that a figure does not jump while one types; all in one block where there are no more.
 */
export async function sampleOfProfiles(
  state: State,
  customers: number,
  most: number,
): Promise<ProfileId[][]> {
  if (customers <= most) return [await profilesAfter(state, 0, most)];
  // Steps of the golden section fill the numbers evenly, whatever their count.
  const { rows } = await sql<{ block: number; id: ProfileId }>`
    WITH begun AS (
      SELECT n AS block, floor(last * ((n * 0.6180339887498949) % 1.0))::bigint AS after
      FROM (SELECT max(id) AS last FROM handle) AS numbers, generate_series(1, ${Math.floor(most / BLOCK)}::int) AS n)
    SELECT DISTINCT ON (near.id) begun.block, near.id FROM begun CROSS JOIN LATERAL (
      SELECT h.id FROM handle h
      WHERE h.id = h.profile_id AND h.type NOT IN ('order', 'unidentified') AND h.id > begun.after
      ORDER BY h.id LIMIT ${BLOCK}) AS near
    ORDER BY near.id, begun.block`.execute(state);
  return [...Map.groupBy(rows, ({ block }) => block).values()].map((block) => block.map(({ id }) => id));
}
