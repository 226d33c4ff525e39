import { sql } from "../../core/sql.ts";
import { sqlText } from "../../core/sql-text.ts";
import { membersSql } from "../conditions/index.ts";
import type { SqlAnswer } from "./contract.ts";
import { readKept } from "./kept.ts";
import { readSegment } from "./segment-store.ts";
import { readSurroundings } from "./surroundings.ts";
import type { World } from "./world.ts";

/** What the engine is asked for the members of a segment as of now, laid out by the engine. */
export async function shownSql(world: World, id: number): Promise<SqlAnswer> {
  const { rule } = await readSegment(world.state, id);
  const asOf = world.clock.now();
  const around = await readSurroundings(world, await readKept(world), asOf);
  const asked = membersSql([{ id, rule: rule ?? { list: id } }], around, "all");
  const members = sql`SELECT profile_id FROM (${asked}) WHERE holds[1] ORDER BY profile_id`;
  const [row] = await world.facts.query<{ text: string }>(
    sql`SELECT formatQuery(${sqlText(members)}) AS text`,
  );
  return { sql: row?.text ?? "", asOf: new Date(asOf).toISOString() };
}
