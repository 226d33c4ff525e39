import { sql } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { ImportId, ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import "./tables.ts";
import type { Preferences } from "./preferences.ts";

/** What a customer said to one category, and when (milliseconds since 1970, UTC). */
export type Consent = { readonly granted: boolean; readonly at: number };

type Answer = { profileId: ProfileId; trust: Trust; preferences: Preferences; at: number };

/**
 * The consent of profiles by category. Over all handles of a profile the latest answer counts and
 * what it leaves out is refused; what a trusted source answered, a claim doesn't change.
 */
export async function consentOf(
  state: State | StateTransaction,
  profileIds: readonly ProfileId[],
): Promise<Map<ProfileId, Map<string, Consent>>> {
  const found = new Map<ProfileId, Map<string, Consent>>(profileIds.map((id) => [id, new Map()]));
  if (profileIds.length === 0) return found;
  // Of each handle's answers the last of each trust is whole; older ones add no category (see preferencesAfter).
  const { rows } = await sql<Answer>`
    SELECT DISTINCT ON (c.handle_id, c.trust) h.profile_id AS "profileId", c.trust, c.preferences,
           (extract(epoch FROM c.at) * 1000)::float8 AS at
    FROM handle h JOIN consent c ON c.handle_id = h.id
    WHERE h.profile_id = ANY(${profileIds}::bigint[])
    ORDER BY c.handle_id, c.trust, c.at DESC, c.id DESC`.execute(state);
  const inTurn = rows.toSorted((left, right) => right.at - left.at);
  for (const trust of ["trusted", "claimed"] as const) {
    const latest = new Map<ProfileId, Answer>();
    for (const row of inTurn) {
      if (row.trust !== trust) continue;
      if (!latest.has(row.profileId)) latest.set(row.profileId, row);
      const counts = latest.get(row.profileId);
      for (const category of Object.keys(row.preferences)) {
        const settled = found.get(row.profileId);
        if (!counts || !settled || settled.has(category)) continue;
        settled.set(category, { granted: counts.preferences[category] ?? false, at: counts.at });
      }
    }
  }
  return found;
}

/** How many categories are listed: one customer has at most 50. */
const MOST_CATEGORIES = 200;

/** Every category that anybody was asked about, in alphabetical order. */
export async function consentCategories(state: State): Promise<string[]> {
  const { rows } = await sql<{ category: string }>`
    SELECT DISTINCT jsonb_object_keys(preferences) COLLATE "C" AS category FROM consent
    ORDER BY category LIMIT ${MOST_CATEGORIES}`.execute(state);
  return rows.map((row) => row.category);
}

/** Takes the consents back that an import brought. */
export async function removeConsentsOf(tx: StateTransaction, importId: ImportId): Promise<void> {
  await tx.deleteFrom("consent").where("import_id", "=", importId).execute();
}
