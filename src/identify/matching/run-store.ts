import type { Facts } from "../../core/facts.ts";
import { bound, join, sql, type Sql } from "../../core/sql.ts";
import type { Field } from "./field.ts";
import { byRarity } from "./levels.ts";

/**
 * One matching of records: its fields, and an id (16 hex digits) that its tables are named by.
 * Each step leaves its table, which can be looked into while the run lasts: `given` (folded values),
 * `record` (with how often each is had), `sketch` (what tells values apart at a glance), `candidate`
 * (pairs by blocking rule), `pair` (each once), `compared`, `member` (records by the group that
 * hangs together).
 */
export type Run = { readonly facts: Facts; readonly id: string; readonly fields: readonly Field[] };

/** How the steps of a run are asked: beside what people wait for. */
export const SLOW = { lane: "background", timeout: 600 } as const;

const STEPS = ["given", "record", "sketch", "candidate", "pair", "compared", "member"] as const;
type Step = (typeof STEPS)[number];

const SEPARATOR = "\u0001";

/** The table of a step of a run. */
export function table(run: Run, step: Step): Sql {
  return sql`${bound("Identifier", `matching_${run.id}_${step}`)}`;
}

/** The columns of all fields. */
export function columns(run: Run, name: "text" | "sound" | "often"): Sql[] {
  return run.fields.map((_, index) => sql`${bound("Identifier", `${name}_${index}`)}`);
}

/** Makes the tables of a run. Records are counted from 0, in the order in which they are put. */
export async function openRun(run: Run): Promise<void> {
  const texts = [...columns(run, "text"), ...columns(run, "sound")].map((name) => sql`'' AS ${name}`);
  const often = columns(run, "often").map((name) => sql`toUInt32(0) AS ${name}`);
  const pair = sql`toUInt32(0) AS a, toUInt32(0) AS b, toUInt64(0) AS rules`;
  // A column's name can be bound where a table is made as an answer, not where it is spelt out.
  const make = (step: Step, order: Sql, row: readonly Sql[]) =>
    run.facts.command(
      sql`CREATE TABLE ${table(run, step)} ENGINE = MergeTree ORDER BY ${order} AS SELECT ${join(row)} WHERE false`,
      SLOW,
    );
  await make("given", sql`id`, [sql`toUInt32(0) AS id`, ...texts]);
  await make("record", sql`id`, [sql`toUInt32(0) AS id`, ...texts, ...often]);
  await make("candidate", sql`a`, [pair]);
  await make("sketch", sql`id`, [sql`toUInt32(0) AS id, emptyArrayUInt64() AS sketch`]);
  await make("pair", sql`a`, [pair]);
  await make("compared", sql`tuple()`, [pair, sql`toUInt64(0) AS levels, toFloat32(0) AS rarity`]);
  await make("member", sql`id`, [sql`toUInt32(0) AS id, toUInt32(0) AS together`]);
}

/** Drops them. */
export async function closeRun(run: Run): Promise<void> {
  for (const step of STEPS) await run.facts.command(sql`DROP TABLE IF EXISTS ${table(run, step)} SYNC`, SLOW);
}

/** Drops the tables of runs that began more than so many seconds ago: a crash left them, with what customers are called. */
export async function dropAbandoned(facts: Facts, seconds: number): Promise<void> {
  const tables = await facts.query<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase()
          AND match(name, '^matching_[0-9a-f]{16}_') AND metadata_modification_time <= now() - ${seconds}`,
    SLOW,
  );
  for (const { name } of tables) {
    await facts.command(sql`DROP TABLE IF EXISTS ${bound("Identifier", name)} SYNC`, SLOW);
  }
}

/**
 * Puts folded records, from record number `from` on: every field's texts, then every field's
 * sounds, each as long as there are records.
 */
export async function putRecords(
  run: Run,
  from: number,
  values: readonly (readonly string[])[],
): Promise<void> {
  const names = [...columns(run, "text"), ...columns(run, "sound")];
  // One text a column is read many times as fast as a list of quoted ones; folded values have no such character.
  const arrays = values.map(
    (column, index) => sql`splitByChar(${SEPARATOR}, ${column.join(SEPARATOR)}) AS ${names[index] ?? sql``}`,
  );
  await run.facts.command(
    sql`INSERT INTO ${table(run, "given")} SELECT number, ${join(names)}
        FROM (SELECT 1) ARRAY JOIN range(${from}, ${from + (values[0]?.length ?? 0)}) AS number, ${join(arrays)}`,
    SLOW,
  );
}

/** Counts how often each value is had, where that weighs, when all records are put; the number of records. */
export async function countValues(run: Run): Promise<number> {
  const often = columns(run, "text").map((text, index) =>
    byRarity(run.fields[index]?.kind ?? "code") ? sql`count() OVER (PARTITION BY ${text})` : sql`0`,
  );
  await run.facts.command(
    sql`INSERT INTO ${table(run, "record")} SELECT *, ${join(often)} FROM ${table(run, "given")}`,
    SLOW,
  );
  const [row] = await run.facts.query<{ records: string }>(
    sql`SELECT count() AS records FROM ${table(run, "record")}`,
    SLOW,
  );
  return Number(row?.records ?? 0);
}

/** Empties the table of a step. */
export async function empty(run: Run, step: Step): Promise<void> {
  await run.facts.command(sql`TRUNCATE TABLE ${table(run, step)}`, SLOW);
}
