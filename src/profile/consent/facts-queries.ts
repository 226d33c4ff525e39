import type { Facts } from "../../core/facts.ts";
import { sql } from "../../core/sql.ts";

/** The number of the last answer that the facts hold; 0 where they hold none. */
export async function lastAnswer(facts: Facts): Promise<number> {
  const [row] = await facts.query<{ last: string }>(sql`SELECT max(answer) AS last FROM consent`, {
    lane: "background",
  });
  return Number(row?.last ?? 0);
}
