import { sql } from "kysely";
import type { PersonalData } from "../../core/capability.ts";
import type { JsonObject } from "../../core/json.ts";
import { forgetRecords } from "./arriving.ts";

/** The records that arriving ones are compared with. */
export const personalData: PersonalData = {
  holds: "Names, addresses and the like in the plain letters by which records are matched as they arrive.",
  tables: ["matching_record", "matching_block"],
  async export({ state }, { handles }) {
    const { rows } = await sql<JsonObject>`
      SELECT r.handle_id, m.known -> 'fields' AS fields, string_to_array(r.folded, E'\\u0001') AS folded
      FROM matching_record r LEFT JOIN matching_model m USING (made_for)
      WHERE r.handle_id = ANY(${handles}::bigint[]) ORDER BY r.handle_id`.execute(state);
    return rows;
  },
  async erase({ state }, { handles }) {
    await forgetRecords(state, handles);
  },
};
