/** Sets of customers: samples at random and the top by a figure, for the engine and in memory, side by side. */
import { showHash, sipHash64 } from "../../collect/dedupe/index.ts";
import { NEVER, type FiguresAsOf } from "../../core/customer-figures-port.ts";
import type { ProfileId } from "../../core/ids.ts";
import { sql, type Sql } from "../../core/sql.ts";
import type { Leaf } from "./contract.ts";
import type { Top } from "./types.ts";

type Sample = Extract<Leaf, { sample: unknown }>["sample"];

/** Parts of a whole that a sample is told in: thousandths of a percent. */
const PARTS = 100_000;

/** For the engine: by a hash of seed and profile id, so that a sample stays what it is. */
export function inSample({ percent, seed }: Sample): Sql {
  return sql`(sipHash64(concat(${`${seed} `}, toString(profile_id))) % ${PARTS} < ${Math.round((percent / 100) * PARTS)})`;
}

/** {@link inSample} in memory. */
export function isInSample({ percent, seed }: Sample, profile: ProfileId): boolean {
  const hash = BigInt(showHash(sipHash64(`${seed} ${profile}`)));
  return Number(hash % BigInt(PARTS)) < Math.round((percent / 100) * PARTS);
}

/** Rows (profile_id) of the customers with the greatest values; of equals those of smaller ids. */
export function topRows(top: Top, figures: FiguresAsOf): Sql {
  const most = "count" in top ? sql`${top.count}` : sql`ceil(whole * ${top.percent} / 100)`;
  return sql`SELECT profile_id FROM (
      SELECT profile_id, row_number() OVER (ORDER BY value_0 DESC, profile_id) AS place, count() OVER () AS whole
      FROM (${figures.rows([top.by])}) WHERE value_0 IS NOT NULL)
    WHERE place <= ${most}`;
}

/** For the engine: when any customer's next order or refund is dated, which may move the top. */
export function topMoves(top: Top, figures: FiguresAsOf): Sql {
  return sql`(SELECT if(count() = 0, ${NEVER}, toInt64(min(next_at))) FROM (${figures.rows([top.by])}))`;
}

/** The name of a top among those that a history knows. */
export function topKey(top: Top): string {
  return JSON.stringify([top.by, "count" in top ? top.count : `${top.percent}%`]);
}
