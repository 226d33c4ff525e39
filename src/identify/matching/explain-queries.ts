import { bound, join, sql } from "../../core/sql.ts";
import type { Link } from "./clusters.ts";
import { filled } from "./comparing-queries.ts";
import { column } from "./levels-queries.ts";
import { byRarity } from "./levels.ts";
import { weightOf } from "./model.ts";
import { type Run, SLOW, table } from "./run-store.ts";
import { weight } from "./scoring-queries.ts";
import type { Model } from "./train.ts";
import { levelsOf } from "./vectors.ts";

/** A pair with what each field says: its level, and its weight in bits. With the prior's they sum to the pair's. */
export type Explained = Link & { readonly levels: readonly number[]; readonly weights: readonly number[] };

/** How many compared pairs have a weight of `bits` or more and less than one bit more. */
export type Bin = { readonly bits: number; readonly pairs: number };

/** The strongest pairs of `least` bits or more, at most so many, with what each field says. */
export async function explainedAbove(
  run: Run,
  model: Model,
  least: number,
  most: number,
): Promise<Explained[]> {
  const rarities = run.fields.map(({ kind }, index) =>
    byRarity(kind)
      ? sql`toFloat64(-log2(${column("l", "often", index)} / filled[${index + 1}]))`
      : sql`toFloat64(0)`,
  );
  const rows = await run.facts.query<Link & { levels: string; rarities: number[] }>(
    sql`WITH ${filled(run)} AS filled
        SELECT c.a AS a, c.b AS b, c.weight AS weight, toString(c.levels) AS levels, [${join(rarities)}] AS rarities
        FROM (SELECT a, b, levels, ${weight(run, model)} AS weight FROM ${table(run, "compared")}
              WHERE weight >= ${bound("Float64", least)} ORDER BY weight DESC, a, b LIMIT ${most}) AS c
        JOIN ${table(run, "record")} AS l ON l.id = c.a ORDER BY weight DESC, a, b`,
    SLOW,
  );
  return rows.map(({ a, b, weight: bits, levels: packed, rarities: of }) => {
    const levels = levelsOf(packed, run.fields.length);
    const weights = levels.map((level, field) => {
      const isShared = level === 1 && byRarity(run.fields[field]?.kind ?? "code");
      return isShared
        ? Math.log2(model.m[field]?.[0] ?? 1) + (of[field] ?? 0)
        : weightOf(model, field, level);
    });
    return { a, b, weight: bits, levels, weights };
  });
}

/** The distribution of the weights of all compared pairs, in bits, from −60 to 60. */
export async function weightBins(run: Run, model: Model): Promise<Bin[]> {
  const rows = await run.facts.query<{ bits: number; pairs: string }>(
    sql`SELECT toInt32(greatest(-60, least(60, floor(${weight(run, model)})))) AS bits, count() AS pairs
        FROM ${table(run, "compared")} GROUP BY bits ORDER BY bits`,
    SLOW,
  );
  return rows.map(({ bits, pairs }) => ({ bits, pairs: Number(pairs) }));
}
