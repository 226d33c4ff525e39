import { bound, join, sql, type Sql } from "../../core/sql.ts";
import type { Link } from "./clusters.ts";
import { levelCount } from "./levels.ts";
import { priorWeight, weightOf } from "./model.ts";
import { byRarity } from "./comparing-queries.ts";
import { type Run, SLOW, table } from "./run-store.ts";
import type { Model } from "./train.ts";

/** A pair's weight in bits. A value that both share weighs by its own rarity in place of the average's. */
function weight(run: Run, model: Model): Sql {
  const parts = run.fields.map(({ kind }, field) => {
    const weights = Array.from({ length: levelCount(kind) + 1 }, (_, level) => weightOf(model, field, level));
    if (byRarity(kind)) weights[1] = Math.log2(model.m[field]?.[0] ?? 1);
    const level = sql`bitAnd(bitShiftRight(levels, ${4 * field}), 15)`;
    return sql`${bound("Array(Float64)", weights)}[${level} + 1]`;
  });
  return sql`${priorWeight(model.prior)} + rarity + ${join(parts, " + ")}`;
}

/** The pairs whose weight is `least` bits or more. */
export async function linksAbove(run: Run, model: Model, least: number): Promise<Link[]> {
  const question = sql`SELECT a, b, ${weight(run, model)} AS weight FROM ${table(run, "compared")}
    WHERE weight >= ${bound("Float64", least)}`;
  const links: Link[] = [];
  for await (const rows of run.facts.stream<Link>(question, SLOW)) for (const row of rows) links.push(row);
  return links;
}
