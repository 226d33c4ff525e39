import type { Facts } from "../../core/facts.ts";
import { sql } from "../../core/sql.ts";

/** Makes questions see the merges written to `alias` so far. */
export function reloadProfiles(facts: Facts): Promise<void> {
  return facts.command(sql`SYSTEM RELOAD DICTIONARY profile_of`, { lane: "background" });
}
