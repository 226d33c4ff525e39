import { bound, join, sql, type Sql } from "../../core/sql.ts";
import { column, levelOf } from "./levels-queries.ts";
import { byRarity } from "./levels.ts";
import { columns, type Run, SLOW, table } from "./run-store.ts";

/**
 * Every test of a level is worked out for all pairs at once, and a distance that two of them ask
 * for only once: less work than picking out, test by test, the pairs that are still undecided.
 */
export const EAGER = sql`SETTINGS short_circuit_function_evaluation = 'disable'`;

/** A pair's levels as one number, four bits a field, and the bits of surprise in the values it shares. */
export function comparison(run: Run): { levels: Sql; rarity: Sql; columns: Sql } {
  const level = (index: number) => bound("Identifier", `level_${index}`);
  const levels = run.fields.map((_, index) => sql`bitShiftLeft(toUInt64(${level(index)}), ${4 * index})`);
  const rarity = run.fields.flatMap(({ kind }, index) =>
    byRarity(kind)
      ? [
          sql`if(${level(index)} = 1, -log2(${bound("Identifier", `often_${index}`)} / filled[${index + 1}]), 0)`,
        ]
      : [],
  );
  const columns = run.fields.flatMap((_, index) => [
    sql`${levelOf(run.fields, index)} AS ${level(index)}`,
    sql`${column("l", "often", index)} AS ${bound("Identifier", `often_${index}`)}`,
  ]);
  return { levels: join(levels, " + "), rarity: join([sql`0`, ...rarity], " + "), columns: join(columns) };
}

/** Compares the candidates whose first record lies in from … to - 1; a pair that several rules brought, once. */
export async function compareCandidates(run: Run, from: number, to: number): Promise<void> {
  const { levels, rarity, columns } = comparison(run);
  const slice = sql`a >= ${from} AND a < ${to}`;
  await run.facts.command(
    sql`INSERT INTO ${table(run, "compared")}
        WITH ${filled(run)} AS filled
        SELECT a, b, rules, ${levels}, ${rarity}
        FROM (SELECT c.a AS a, c.b AS b, c.rules AS rules, ${columns}
              FROM (SELECT a, b, groupBitOr(rules) AS rules FROM ${table(run, "candidate")} WHERE ${slice} GROUP BY a, b) AS c
              JOIN ${table(run, "record")} AS r ON r.id = c.b
              JOIN (SELECT * FROM ${table(run, "record")} WHERE id >= ${from} AND id < ${to}) AS l ON l.id = c.a)
        ${EAGER}`,
    SLOW,
  );
}

/** How many records have a value, field by field. */
export function filled(run: Run): Sql {
  const counts = columns(run, "text").map((text) => sql`countIf(${text} != '')`);
  return sql`(SELECT [${join(counts)}] FROM ${table(run, "record")})`;
}
