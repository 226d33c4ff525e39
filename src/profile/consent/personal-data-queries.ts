import { sql } from "kysely";
import type { PersonalData } from "../../core/capability.ts";
import type { JsonObject } from "../../core/json.ts";
import { bound, sql as factsSql, stored } from "../../core/sql.ts";

/** What customers agreed to and refused. */
export const personalData: PersonalData = {
  holds: "Each answer to each request for consent, with its time and source.",
  tables: ["consent"],
  async export({ state }, { handles }) {
    const { rows } = await sql<JsonObject>`
      SELECT at, preferences, trust, source_id, message_id FROM consent
      WHERE handle_id = ANY(${handles}::bigint[]) ORDER BY at, id`.execute(state);
    return rows;
  },
  async erase({ state, facts }, { handles }) {
    await sql`DELETE FROM consent WHERE handle_id = ANY(${handles}::bigint[])`.execute(state);
    await facts.command(
      factsSql`DELETE FROM ${stored("consent")} WHERE handle_id IN ${bound("Array(UInt64)", handles)}`,
    );
  },
};
