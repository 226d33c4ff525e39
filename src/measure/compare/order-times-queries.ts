import type { Facts } from "../../core/facts.ts";
import type { ProfileId } from "../../core/ids.ts";
import { bound, sql } from "../../core/sql.ts";
import { type FigureBasis, purchases } from "../basis/index.ts";

/** When each of the customers ordered, ascending in milliseconds; who did not is absent. */
export async function orderTimes(
  facts: Facts,
  basis: FigureBasis,
  profiles: readonly ProfileId[],
): Promise<Map<number, number[]>> {
  const rows = await facts.query<{ id: string; times: string[] }>(
    sql`SELECT customer AS id, arraySort(groupArray(toUnixTimestamp64Milli(at))) AS times
      FROM (${purchases(basis)}) WHERE customer IN ${bound("Array(UInt64)", profiles)} GROUP BY customer`,
    { lane: "background" },
  );
  return new Map(rows.map(({ id, times }) => [Number(id), times.map(Number)]));
}
