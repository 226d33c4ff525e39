import { sql } from "kysely";
import type { PersonalData } from "../../core/capability.ts";
import type { JsonObject } from "../../core/json.ts";
import { bound, sql as factsSql, stored } from "../../core/sql.ts";

/** Most changes of traits that one export holds. */
const MOST = 1_000_000;

/** What customers are like and called, now and in the past. */
export const personalData: PersonalData = {
  holds: "Traits that sources gave (name, address, whatever else was sent), with their changes.",
  tables: ["trait", "display_name"],
  async export({ state, facts }, { handles }) {
    const traits = await sql<JsonObject>`
      SELECT name, value, at, trust, source_id FROM trait
      WHERE handle_id = ANY(${handles}::bigint[]) ORDER BY name, at`.execute(state);
    const changes = await facts.query<JsonObject>(factsSql`
      SELECT name, at, value, source_id, trust FROM trait
      WHERE handle_id IN ${bound("Array(UInt64)", handles)} ORDER BY at LIMIT ${MOST}`);
    return { traits: traits.rows, changes };
  },
  async erase({ state, facts }, { handles }) {
    await sql`DELETE FROM trait WHERE handle_id = ANY(${handles}::bigint[])`.execute(state);
    await sql`DELETE FROM display_name WHERE handle_id = ANY(${handles}::bigint[])`.execute(state);
    await facts.command(
      factsSql`DELETE FROM ${stored("trait")} WHERE handle_id IN ${bound("Array(UInt64)", handles)}`,
    );
  },
};
