import { sql } from "kysely";
import type { ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import type { Persona, PersonaMark } from "./contract.ts";
import "./tables.ts";

/** A persona that a customer is of. */
export type PersonaOf = {
  readonly id: string;
  readonly kind: Persona["kind"];
  /** What one that was found is named by. */
  readonly marks: readonly PersonaMark[];
  /** The instant of the run that says so, ISO in UTC. */
  readonly asOf: string;
};

/** The personas that a customer is of by the last run: that of the shop first. */
export async function personasOf(state: State, profile: ProfileId): Promise<PersonaOf[]> {
  const { rows } = await sql<PersonaOf>`
    SELECT p ->> 'id' AS id, p ->> 'kind' AS kind, p -> 'marks' AS marks, r.result ->> 'asOf' AS "asOf"
    FROM persona_run r JOIN persona_member m ON m.run_id = r.id
      CROSS JOIN jsonb_array_elements(r.result -> 'personas') AS p
    WHERE r.id = (SELECT id FROM persona_run WHERE status = 'done' ORDER BY id DESC LIMIT 1)
      AND m.profile_id = ${profile} AND (p ->> 'id' IN (m.shop, m.account) OR (p ->> 'group')::int = m.found)
    ORDER BY p ->> 'kind' DESC`.execute(state);
  return rows;
}
