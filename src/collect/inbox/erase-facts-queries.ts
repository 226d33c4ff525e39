import type { Facts } from "../../core/facts.ts";
import { type Sql, sql, stored } from "../../core/sql.ts";

/** The facts that the pipeline writes of customers, and what is derived of them. */
const TABLES = ["event", "order", "order_figure", "refund", "receipt"] as const;

/** Removes the facts of which the condition holds. */
export async function eraseFacts(facts: Facts, where: Sql): Promise<void> {
  for (const table of TABLES) await facts.command(sql`DELETE FROM ${stored(table)} WHERE ${where}`);
}
