import { bound, join, sql, type Sql } from "../../core/sql.ts";
import type { Link } from "./clusters.ts";
import { byRarity, levelCount } from "./levels.ts";
import { priorWeight, weightOf } from "./model.ts";
import { type Run, SLOW, table } from "./run-store.ts";
import type { Model } from "./train.ts";

/** A pair's weight in bits. A value that both share weighs by its own rarity in place of the average's. */
export function weight(run: Run, model: Model): Sql {
  const parts = run.fields.map(({ kind }, field) => {
    const weights = Array.from({ length: levelCount(kind) + 1 }, (_, level) => weightOf(model, field, level));
    if (byRarity(kind)) weights[1] = Math.log2(model.m[field]?.[0] ?? 1);
    const level = sql`bitAnd(bitShiftRight(levels, ${4 * field}), 15)`;
    return sql`${bound("Array(Float64)", weights)}[${level} + 1]`;
  });
  return sql`${priorWeight(model.prior)} + rarity + ${join(parts, " + ")}`;
}

/** The pairs whose weight is `least` bits or more. */
export function linksAbove(run: Run, model: Model, least: number): Promise<Link[]> {
  return allOf(
    run,
    sql`SELECT a, b, ${weight(run, model)} AS weight FROM ${table(run, "compared")}
      WHERE weight >= ${bound("Float64", least)}`,
  );
}

/** Notes which records hang together, for {@link doubtsWithin}. */
export async function putMembers(run: Run, groups: readonly (readonly number[])[]): Promise<void> {
  const ids = groups.flat();
  const together = groups.flatMap((group, index) => group.map(() => index));
  for (let from = 0; from < ids.length; from += BATCH) {
    const list = (values: readonly number[]) => bound("Array(UInt64)", values.slice(from, from + BATCH));
    await run.facts.command(
      sql`INSERT INTO ${table(run, "member")} SELECT id, together
          FROM (SELECT 1) ARRAY JOIN ${list(ids)} AS id, ${list(together)} AS together`,
      SLOW,
    );
  }
}

/** The pairs within one group of {@link putMembers} whose weight is below `same`. */
export function doubtsWithin(run: Run, model: Model, same: number): Promise<Link[]> {
  const member = table(run, "member");
  return allOf(
    run,
    sql`SELECT a, b, ${weight(run, model)} AS weight FROM ${table(run, "compared")} AS c
      JOIN ${member} AS left ON left.id = c.a JOIN ${member} AS right ON right.id = c.b
      WHERE left.together = right.together AND weight < ${bound("Float64", same)}`,
  );
}

const BATCH = 100_000;

async function allOf(run: Run, question: Sql): Promise<Link[]> {
  const links: Link[] = [];
  for await (const rows of run.facts.stream<Link>(question, SLOW)) for (const row of rows) links.push(row);
  return links;
}
