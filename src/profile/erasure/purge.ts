import type { Context } from "../../core/context.ts";
import { dropDeleted, oldestRemains, tablesWithDeleted } from "./facts-queries.ts";
import "./tables.ts";

/** Milliseconds: writing files anew is work for the disk, so erasures that come close together share it. */
const APART = 10 * 60_000;

/**
 * Brings what was erased out of the files of the facts. A deletion hides rows at once; their bytes
 * stand there until the files are written anew and the old ones are gone.
 */
export class Purge {
  #begunAt = Number.NEGATIVE_INFINITY;
  readonly #apart: number;

  constructor(apart = APART) {
    this.#apart = apart;
  }

  /** The next step, if any is due: to be called again and again. Notes the erasures that it finished. */
  async step(context: Context): Promise<void> {
    const open = await context.state
      .selectFrom("erasure")
      .select("facts_time")
      .where("finished_at", "is", null)
      .where("erased_at", "is not", null)
      .execute();
    if (open.length === 0) return;
    await this.#begin(context);
    const oldest = await oldestRemains(context.facts);
    await context.state
      .updateTable("erasure")
      .set({ finished_at: new Date(context.clock.now()) })
      .where("finished_at", "is", null)
      .where("erased_at", "is not", null)
      // Files that were written later never held it.
      .$if(oldest !== null, (update) => update.where("facts_time", "<", oldest ?? 0))
      .execute();
  }

  async #begin({ facts }: Context): Promise<void> {
    if (performance.now() - this.#begunAt < this.#apart) return;
    const tables = await tablesWithDeleted(facts);
    if (tables.length === 0) return;
    this.#begunAt = performance.now();
    for (const table of tables) await dropDeleted(facts, table);
  }
}
