import { sql } from "kysely";
import type { PersonalData } from "../../core/capability.ts";
import type { JsonObject } from "../../core/json.ts";
import { forgetMembers } from "./member-queries.ts";

/** Of which personas a customer is. */
export const personalData: PersonalData = {
  holds:
    "Which personas a customer is of: that of the shop, the kind that was found, and that at their account.",
  tables: ["persona_member"],
  async export({ state }, { handles }) {
    const { rows } = await sql<JsonObject>`
      SELECT shop, found, account FROM persona_member WHERE profile_id = ANY(${handles}::bigint[])`.execute(
      state,
    );
    return { personas: rows };
  },
  async erase({ state, facts }, { handles }) {
    await sql`DELETE FROM persona_member WHERE profile_id = ANY(${handles}::bigint[])`.execute(state);
    await forgetMembers(facts, handles);
  },
};
