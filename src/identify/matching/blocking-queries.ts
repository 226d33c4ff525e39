import { bound, join, sql, type Sql } from "../../core/sql.ts";
import type { Part, Rule } from "./rules.ts";
import { type Run, SLOW, table } from "./run-store.ts";

function keyOf(part: Part, field: number): { key: Sql; holds: Sql } {
  const text = bound("Identifier", `text_${field}`);
  if (part === "text") return { key: sql`${text}`, holds: sql`${text} != ''` };
  if (part === "year") return { key: sql`substring(${text}, 1, 4)`, holds: sql`${text} != ''` };
  if (part === "start") return { key: sql`substring(${text}, 1, 3)`, holds: sql`length(${text}) > 2` };
  const sound = bound("Identifier", `sound_${field}`);
  return { key: sql`${sound}`, holds: sql`length(${sound}) > 1` };
}

/** The blocks of a rule: a key and the records that have it. */
function blocks(run: Run, rule: Rule): Sql {
  const keys = rule.keys.map(({ field, part }) => keyOf(part, field));
  const key = rule.anyOrder
    ? sql`cityHash64(arraySort([${join(keys.map(({ key }) => key))}]))`
    : sql`cityHash64(${join(keys.map(({ key }) => key))})`;
  return sql`FROM ${table(run, "record")} WHERE ${join(
    keys.map(({ holds }) => holds),
    " AND ",
  )} GROUP BY ${key}`;
}

/** How many blocks of a rule have how many records, the smallest first. */
export async function blockSizes(run: Run, rule: Rule): Promise<{ size: number; blocks: number }[]> {
  const rows = await run.facts.query<{ size: string; blocks: string }>(
    sql`SELECT size, count() AS blocks FROM (SELECT count() AS size ${blocks(run, rule)} HAVING size > 1)
        GROUP BY size ORDER BY size`,
    SLOW,
  );
  return rows.map((row) => ({ size: Number(row.size), blocks: Number(row.blocks) }));
}

/** Puts every pair within the blocks of a rule (rule number `index`) that have at most `largest` records. */
export async function putCandidates(run: Run, rule: Rule, index: number, largest: number): Promise<void> {
  await run.facts.command(
    sql`INSERT INTO ${table(run, "candidate")}
        SELECT a, arrayJoin(arrayFilter(id -> id > a, ids)) AS b, ${bound("UInt64", 2n ** BigInt(index))}
        FROM (SELECT ids, arrayJoin(ids) AS a
              FROM (SELECT groupArray(id) AS ids ${blocks(run, rule)}
                    HAVING count() BETWEEN 2 AND ${largest}))`,
    SLOW,
  );
}
