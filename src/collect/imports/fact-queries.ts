import type { Facts } from "../../core/facts.ts";
import type { ImportId } from "../../core/ids.ts";
import { bound, sql, stored } from "../../core/sql.ts";

const BACKGROUND = { lane: "background" } as const;

/** The facts that carry the number of the import they came with; orders with what was derived of them. */
const TABLES = {
  order: ["order", "order_figure", "receipt"],
  refund: ["refund"],
  trait: ["trait"],
  consent: ["consent"],
  message: ["message"],
  event: ["event"],
} as const;

/** How many of an import's events are stored. */
export async function eventsStored(facts: Facts, importId: ImportId): Promise<number> {
  const [stored] = await facts.query<{ events: string }>(
    sql`SELECT count() AS events FROM event WHERE import_id = ${bound("UInt32", importId)}`,
    BACKGROUND,
  );
  return Number(stored?.events ?? 0);
}

/** Removes an import's rows, table by table in the order given. */
export async function deleteImported(
  facts: Facts,
  importId: ImportId,
  tables: readonly (keyof typeof TABLES)[],
): Promise<void> {
  for (const table of tables.flatMap((name) => TABLES[name])) {
    const statement = sql`DELETE FROM ${stored(table)} WHERE import_id = ${bound("UInt32", importId)}`;
    await facts.command(statement, BACKGROUND);
  }
}
