import { bound, sql, type Sql } from "../../core/sql.ts";
import { comparison, EAGER, isDrawn } from "./comparing-queries.ts";
import { type Run, SLOW, table } from "./run-store.ts";
import type { Rule } from "./rules.ts";
import { type Counted, levelsOf } from "./vectors.ts";

/** Numbers of pairs. */
export type PairCounts = {
  readonly pairs: number;
  /** By the number of the rule. */
  readonly byRule: readonly number[];
  readonly sure: number;
};

type Row = { readonly levels: string; readonly pairs: string };

function counted(run: Run, rows: readonly Row[]): Counted[] {
  return rows.map(({ levels, pairs }) => ({
    levels: levelsOf(levels, run.fields.length),
    count: Number(pairs),
  }));
}

/**
 * The comparison vectors of about so many random pairs; of all pairs where there are no more. The
 * draw is by hash, so that the same records give the same model.
 */
export async function randomVectors(run: Run, records: number, wanted: number): Promise<Counted[]> {
  const all = (records * (records - 1)) / 2 <= wanted;
  const pairs = all ? everyPair(run) : drawnPairs(records, wanted);
  const { levels, columns } = comparison(run);
  const rows = await run.facts.query<Row>(
    sql`SELECT toString(${levels}) AS levels, count() AS pairs
        FROM (SELECT ${columns} FROM (${pairs}) AS c
              JOIN ${table(run, "record")} AS r ON r.id = c.b
              JOIN ${table(run, "record")} AS l ON l.id = c.a)
        GROUP BY levels ${EAGER}`,
    SLOW,
  );
  return counted(run, rows);
}

function everyPair(run: Run): Sql {
  const record = table(run, "record");
  return sql`SELECT x.id AS a, y.id AS b FROM ${record} AS x CROSS JOIN ${record} AS y WHERE x.id < y.id`;
}

function drawnPairs(records: number, wanted: number): Sql {
  const draw = (salt: number) => sql`toUInt32(cityHash64(number, ${salt}) % ${bound("UInt64", records)})`;
  return sql`SELECT ${draw(1)} AS a, ${draw(2)} AS b FROM numbers(${bound("UInt64", wanted)}) WHERE a != b`;
}

/**
 * The comparison vectors of the pairs that each rule brought, by the number of the rule; of one in
 * every `every` of them (also by rule), drawn by hash.
 */
export async function vectorsByRule(run: Run, every: readonly number[]): Promise<Counted[][]> {
  const rows = await run.facts.query<Row & { rule: number }>(
    sql`SELECT rule, toString(levels) AS levels, count() AS pairs
        FROM (SELECT arrayJoin(bitPositionsToArray(rules)) AS rule, levels, a, b FROM ${table(run, "compared")})
        WHERE ${isDrawn(every)}
        GROUP BY rule, levels`,
    SLOW,
  );
  const byRule: Row[][] = every.map(() => []);
  for (const row of rows) byRule[Number(row.rule)]?.push(row);
  return byRule.map((of) => counted(run, of));
}

/** How many pairs there are, how many each of the rules brought, and how many any sure rule did. */
export async function pairCounts(run: Run, rules: readonly Rule[]): Promise<PairCounts> {
  const sure = rules.flatMap((rule, index) => (rule.sure ? [index] : []));
  const mask = sure.reduce((bits, rule) => bits | (2n ** BigInt(rule)), 0n);
  const [row] = await run.facts.query<{ pairs: string; sure: string }>(
    sql`SELECT count() AS pairs, countIf(bitAnd(rules, ${bound("UInt64", mask)}) != 0) AS sure
        FROM ${table(run, "pair")}`,
    SLOW,
  );
  const brought = await run.facts.query<{ rule: number; pairs: string }>(
    sql`SELECT arrayJoin(bitPositionsToArray(rules)) AS rule, count() AS pairs
        FROM ${table(run, "pair")} GROUP BY rule`,
    SLOW,
  );
  const byRule = rules.map(() => 0);
  for (const { rule, pairs } of brought) byRule[Number(rule)] = Number(pairs);
  return { pairs: Number(row?.pairs ?? 0), byRule, sure: Number(row?.sure ?? 0) };
}
