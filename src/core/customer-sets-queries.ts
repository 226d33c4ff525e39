import type { Facts } from "./facts.ts";
import { sql, type Sql } from "./sql.ts";

/** How many members the rows (profile_id) hold, and a mark that is another one when they are others. */
export async function sizeOfSet(facts: Facts, members: Sql): Promise<{ customers: number; mark: string }> {
  const [row] = await facts.query<{ customers: string; mark: string }>(
    sql`SELECT count() AS customers, toString(groupBitXor(sipHash64(profile_id))) AS mark FROM (${members})`,
  );
  return { customers: Number(row?.customers ?? 0), mark: `${row?.customers} ${row?.mark}` };
}
