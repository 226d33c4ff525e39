import { sql } from "kysely";
import type { ImportId, ProfileId } from "../../core/ids.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import "./tables.ts";
import { settle, type Answer, type Consent } from "./settle.ts";

/** The consent of profiles by category, over all their handles; see {@link settle}. */
export async function consentOf(
  state: State | StateTransaction,
  profileIds: readonly ProfileId[],
): Promise<Map<ProfileId, Map<string, Consent>>> {
  const answers = new Map<ProfileId, Answer[]>(profileIds.map((id) => [id, []]));
  if (profileIds.length === 0) return new Map();
  // Of each handle's answers the last of each trust is whole; older ones add no category (see preferencesAfter).
  const { rows } = await sql<Answer & { profileId: ProfileId }>`
    SELECT DISTINCT ON (c.handle_id, c.trust) h.profile_id AS "profileId", c.trust, c.preferences,
           (extract(epoch FROM c.at) * 1000)::float8 AS at
    FROM handle h JOIN consent c ON c.handle_id = h.id
    WHERE h.profile_id = ANY(${profileIds}::bigint[])
    ORDER BY c.handle_id, c.trust, c.at DESC, c.id DESC`.execute(state);
  for (const { profileId, ...answer } of rows) answers.get(profileId)?.push(answer);
  return new Map([...answers].map(([id, given]) => [id, settle(given)]));
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
