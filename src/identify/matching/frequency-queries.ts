import { bound, sql } from "../../core/sql.ts";
import { filled } from "./comparing-queries.ts";
import type { Frequencies } from "./known.ts";
import { byRarity } from "./levels.ts";
import { type Run, SLOW, table } from "./run-store.ts";

/** How often the values are had that several records have, in the fields where that weighs. */
export async function frequenciesOf(run: Run): Promise<Frequencies> {
  const [row] = await run.facts.query<{ counts: string[] }>(sql`SELECT ${filled(run)} AS counts`, SLOW);
  const often = run.fields.map(() => new Map<string, number>());
  for (const [index, { kind }] of run.fields.entries()) {
    if (!byRarity(kind)) continue;
    const [text, count] = [bound("Identifier", `text_${index}`), bound("Identifier", `often_${index}`)];
    const shared = sql`SELECT ${text} AS text, any(${count}) AS often FROM ${table(run, "record")}
      WHERE ${text} != '' AND ${count} > 1 GROUP BY text`;
    for await (const rows of run.facts.stream<{ text: string; often: number }>(shared, SLOW)) {
      for (const found of rows) often[index]?.set(found.text, found.often);
    }
  }
  return { filled: (row?.counts ?? []).map(Number), often };
}
