import { sql } from "kysely";
import type { PersonalData } from "../../core/capability.ts";
import type { JsonObject } from "../../core/json.ts";
import { bound, sql as factsSql, stored } from "../../core/sql.ts";
import { lockGraphForChange } from "./queries.ts";

/** Who is who: identifiers, what made them one customer, and which profiles were merged. */
export const personalData: PersonalData = {
  holds:
    "Identifiers (e-mail, phone, user and device ids), the evidence that joins them, merges, what people decided.",
  tables: ["handle", "evidence", "merge", "judgement", "alias"],
  async export({ state }, { handles }) {
    const identifiers = await sql<JsonObject>`
      SELECT id, type, value, trust, shared, first_seen, last_seen, source_id, first_message_id
      FROM handle WHERE id = ANY(${handles}::bigint[]) ORDER BY id`.execute(state);
    const evidence = await sql<JsonObject>`
      SELECT handle_a, handle_b, rule, trust, verdict, reason, message_id, source_id, at, last_seen
      FROM evidence WHERE handle_a = ANY(${handles}::bigint[]) OR handle_b = ANY(${handles}::bigint[])
      ORDER BY id`.execute(state);
    const merges = await sql<JsonObject>`
      SELECT survivor, merged, at, undone_at FROM merge
      WHERE survivor = ANY(${handles}::bigint[]) OR merged = ANY(${handles}::bigint[])
      ORDER BY id`.execute(state);
    const judgements = await sql<JsonObject>`
      SELECT kind, handle_a, handle_b, reason, said_by, said_at, withdrawn_by, withdrawn_at, withdrawn_because FROM judgement
      WHERE handle_a = ANY(${handles}::bigint[]) OR handle_b = ANY(${handles}::bigint[])
      ORDER BY id`.execute(state);
    return {
      ...{ identifiers: identifiers.rows, evidence: evidence.rows },
      ...{ merges: merges.rows, judgements: judgements.rows },
    };
  },
  async erase({ state, facts }, { handles }) {
    await state.transaction().execute(async (tx) => {
      await lockGraphForChange(tx);
      await sql`
        DELETE FROM evidence
        WHERE handle_a = ANY(${handles}::bigint[]) OR handle_b = ANY(${handles}::bigint[])`.execute(tx);
      await sql`
        DELETE FROM merge
        WHERE survivor = ANY(${handles}::bigint[]) OR merged = ANY(${handles}::bigint[])`.execute(tx);
      await sql`
        DELETE FROM judgement
        WHERE handle_a = ANY(${handles}::bigint[]) OR handle_b = ANY(${handles}::bigint[])`.execute(tx);
      await sql`DELETE FROM handle WHERE id = ANY(${handles}::bigint[])`.execute(tx);
    });
    await facts.command(
      factsSql`DELETE FROM ${stored("alias")} WHERE handle_id IN ${bound("Array(UInt64)", handles)}`,
    );
  },
};
