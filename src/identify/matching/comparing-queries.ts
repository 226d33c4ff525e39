import { bound, join, sql, type Sql } from "../../core/sql.ts";
import { column, levelOf } from "./levels-queries.ts";
import { byRarity } from "./levels.ts";
import { columns, type Run, SLOW, table } from "./run-store.ts";
import { mostWeight } from "./sketches-queries.ts";
import type { Model } from "./train.ts";

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

/** Puts each pair once, with all the rules that brought it; of the records from … to - 1 with others. */
export async function putPairs(run: Run, from: number, to: number): Promise<void> {
  await run.facts.command(
    sql`INSERT INTO ${table(run, "pair")} SELECT a, b, groupBitOr(rules) FROM ${table(run, "candidate")}
        WHERE a >= ${from} AND a < ${to} GROUP BY a, b`,
    SLOW,
  );
}

/**
 * Compares of the pairs of each rule one in every so many (by the number of the rule), drawn by
 * hash: what training needs. All pairs where every rule's are wanted whole.
 */
export async function compareDrawn(
  run: Run,
  every: readonly number[],
  from: number,
  to: number,
): Promise<void> {
  const pairs = sql`SELECT * FROM ${table(run, "pair")} WHERE a >= ${from} AND a < ${to}`;
  const drawn = sql`${pairs} AND arrayExists(rule -> ${isDrawn(every)}, bitPositionsToArray(rules))`;
  await comparePairs(run, every.every((of) => of === 1) ? pairs : drawn, from, to);
}

/** Whether a pair is among those of a rule that are drawn. */
export function isDrawn(every: readonly number[]): Sql {
  return sql`cityHash64(a, b) % ${bound("Array(UInt64)", every)}[rule + 1] = 0`;
}

/** Compares, in place of the drawn ones, all pairs that can weigh `least` bits or more by their sketches. */
export async function compareLikely(
  run: Run,
  model: Model,
  least: number,
  from: number,
  to: number,
): Promise<void> {
  const sketch = table(run, "sketch");
  const likely = sql`
    SELECT c.a AS a, c.b AS b, c.rules AS rules
    FROM (SELECT * FROM ${table(run, "pair")} WHERE a >= ${from} AND a < ${to}) AS c
    JOIN ${sketch} AS r ON r.id = c.b
    JOIN (SELECT * FROM ${sketch} WHERE id >= ${from} AND id < ${to}) AS l ON l.id = c.a
    WHERE ${mostWeight(run, model, sql`filled`)} >= ${bound("Float64", least - SLACK)}`;
  await comparePairs(run, likely, from, to);
}

/** A weight is kept in fewer digits than it is reckoned in. */
const SLACK = 0.001;

/** Compares the pairs within one group of members that were not compared yet: they may speak against it. */
export async function compareWithin(run: Run): Promise<void> {
  const member = table(run, "member");
  const within = sql`
    SELECT c.a AS a, c.b AS b, c.rules AS rules FROM ${table(run, "pair")} AS c
    JOIN ${member} AS left ON left.id = c.a JOIN ${member} AS right ON right.id = c.b
    WHERE left.together = right.together AND (a, b) NOT IN (SELECT a, b FROM ${table(run, "compared")})`;
  await comparePairs(run, within, 0, 2 ** 32);
}

/** Compares pairs (a, b, rules) whose first record lies in from … to - 1. */
async function comparePairs(run: Run, pairs: Sql, from: number, to: number): Promise<void> {
  const { levels, rarity, columns } = comparison(run);
  await run.facts.command(
    sql`INSERT INTO ${table(run, "compared")}
        WITH ${filled(run)} AS filled
        SELECT a, b, rules, ${levels}, ${rarity}
        FROM (SELECT c.a AS a, c.b AS b, c.rules AS rules, ${columns}
              FROM (${pairs}) AS c
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
