/** Which profiles there are, from the state. Orders and events that name nobody have profiles of their own and are nobody's page. */
import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";

/** Profiles by first sight. */
export async function profilesByAge(
  state: State,
  page: { limit: number; offset: number; descending: boolean },
): Promise<ProfileId[]> {
  const rows = await state
    .selectFrom("handle")
    .select("profile_id")
    .where(founders)
    .orderBy("id", page.descending ? "desc" : "asc")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map((row) => row.profile_id);
}

/** How many profiles there are. */
export async function countProfiles(state: State): Promise<number> {
  const row = await state
    .selectFrom("handle")
    .select((select) => select.fn.countAll<number>().as("total"))
    .where(founders)
    .executeTakeFirstOrThrow();
  return row.total;
}

/** The index `handle_founder` of migrations/state/0030 serves just this condition. */
const founders = sql<boolean>`id = profile_id AND type NOT IN ('order', 'unidentified')`;
