import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { searchIdentifiers } from "../../identify/graph/index.ts";
import { fold } from "./fold.ts";

const MOST_WORDS = 5;

/**
 * Profiles by any identifier that begins with the text, by a part of the e-mail, or by a name that
 * has all its words in any order; identifiers first; at most `limit`.
 */
export async function searchProfiles(state: State, text: string, limit: number): Promise<ProfileId[]> {
  const [byIdentifier, byName] = await Promise.all([
    searchIdentifiers(state, text.slice(0, 255), limit),
    searchNames(state, text.slice(0, 255), limit),
  ]);
  return [...new Set([...byIdentifier, ...byName])].slice(0, limit);
}

async function searchNames(state: State, text: string, limit: number): Promise<ProfileId[]> {
  const words = fold(text).split(" ").filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  // The index knows trigrams: shorter words are found at the beginning of a name's words only.
  const patterns = words.map((word) => (word.length < 3 ? `% ${word}%` : `%${word}%`));
  const conditions = patterns.map((pattern) => sql`d.folded LIKE ${pattern}`);
  const { rows } = await sql<{ profileId: ProfileId }>`
    SELECT DISTINCT profile_id AS "profileId" FROM (
      SELECT h.profile_id FROM display_name d JOIN handle h ON h.id = d.handle_id
      WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${limit * 2}
    ) found LIMIT ${limit}`.execute(state);
  return rows.map(({ profileId }) => profileId);
}
