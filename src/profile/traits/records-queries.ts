import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { ProfileRecord, ProfileRecords } from "../../core/records-port.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import { COMPARED_TRAITS, comparable } from "./comparable.ts";

/** Profiles read at once. */
const BATCH = 5000;

/** The profiles as records, of what trusted sources said. */
export const profileRecords: ProfileRecords = { all, of };

async function* all(state: State): AsyncIterable<readonly ProfileRecord[]> {
  let after = 0 as ProfileId;
  for (;;) {
    const ids = await idsAfter(state, after);
    const last = ids.at(-1);
    if (last === undefined) return;
    yield [...(await of(state, ids)).values()];
    after = last;
  }
}

async function idsAfter(state: State, after: ProfileId): Promise<ProfileId[]> {
  const { rows } = await sql<{ id: ProfileId }>`
    SELECT DISTINCT profile_id AS id FROM handle WHERE profile_id > ${after} ORDER BY profile_id LIMIT ${BATCH}`.execute(
    state,
  );
  return rows.map(({ id }) => id);
}

async function of(
  state: State | StateTransaction,
  ids: readonly ProfileId[],
): Promise<Map<ProfileId, ProfileRecord>> {
  const traits = await traitsOfAll(state, ids);
  const contacts = await contactsOf(state, ids);
  const records = new Map<ProfileId, ProfileRecord>();
  for (const id of ids) {
    const values = { ...comparable(traits.get(id) ?? new Map()), ...contacts.get(id) };
    if (Object.keys(values).length > 0) records.set(id, { id, values });
  }
  return records;
}

async function traitsOfAll(
  state: State | StateTransaction,
  ids: readonly ProfileId[],
): Promise<Map<ProfileId, Map<string, Json>>> {
  const { rows } = await sql<{ id: ProfileId; name: string; value: Json }>`
    SELECT DISTINCT ON (h.profile_id, t.name) h.profile_id AS id, t.name, t.value
    FROM handle h JOIN trait t ON t.handle_id = h.id
    WHERE h.profile_id = ANY(${ids}::bigint[]) AND t.trust = 'trusted' AND t.name = ANY(${COMPARED_TRAITS}::text[])
    ORDER BY h.profile_id, t.name, t.at DESC, t.message_id COLLATE "C" DESC`.execute(state);
  const found = new Map<ProfileId, Map<string, Json>>();
  for (const { id, name, value } of rows) {
    const of = found.get(id) ?? new Map<string, Json>();
    found.set(id, of.set(name, value));
  }
  return found;
}

/** The e-mail address and the phone number that were last seen; what many customers have is a sign of none. */
async function contactsOf(
  state: State | StateTransaction,
  ids: readonly ProfileId[],
): Promise<Map<ProfileId, { email?: string; phone?: string }>> {
  const { rows } = await sql<{ id: ProfileId; type: "email" | "phone"; value: string }>`
    SELECT DISTINCT ON (profile_id, type) profile_id AS id, type, value FROM handle
    WHERE profile_id = ANY(${ids}::bigint[]) AND type IN ('email', 'phone') AND trust = 'trusted' AND NOT shared
    ORDER BY profile_id, type, last_seen DESC, id`.execute(state);
  const found = new Map<ProfileId, { email?: string; phone?: string }>();
  for (const { id, type, value } of rows) found.set(id, { ...found.get(id), [type]: value });
  return found;
}
