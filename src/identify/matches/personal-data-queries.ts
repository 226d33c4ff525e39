import { sql } from "kysely";
import type { PersonalData } from "../../core/capability.ts";
import type { JsonObject } from "../../core/json.ts";

/** Who may be the same customer as somebody else, and what people said to that. */
export const personalData: PersonalData = {
  holds: "Pairs of customers who may be one, with what speaks for it and what people answered.",
  tables: ["match_pair", "match_arrival"],
  async export({ state }, { handles }) {
    const pairs = await sql<JsonObject>`
      SELECT handle_a, handle_b, chance, parts, state, said_by, said_at FROM match_pair
      WHERE handle_a = ANY(${handles}::bigint[]) OR handle_b = ANY(${handles}::bigint[]) ORDER BY id`.execute(
      state,
    );
    return { pairs: pairs.rows };
  },
  async erase({ state }, { handles }) {
    await sql`
      DELETE FROM match_arrival WHERE handle_id = ANY(${handles}::bigint[])`.execute(state);
    await sql`
      DELETE FROM match_pair
      WHERE handle_a = ANY(${handles}::bigint[]) OR handle_b = ANY(${handles}::bigint[])`.execute(state);
  },
};
