import type { Context } from "../../core/context.ts";
import { dropDeleted, oldestRemains, removeReplaced, tablesWithDeleted } from "./facts-queries.ts";
import "./tables.ts";

/** Milliseconds: writing files anew is work for the disk, so erasures that come close together share it. */
const APART = 60_000;

/** The disk rests so many times as long as the last writing took. */
const REST = 5;

/**
 * Brings what was erased out of the files of the facts. A deletion hides rows at once; their bytes
 * stand there until the files are written anew and the old ones are gone.
 */
export class Purge {
  #begunAt = Number.NEGATIVE_INFINITY;
  #took: number | null = 0;
  readonly #apart: number;

  constructor(apart = APART) {
    this.#apart = apart;
  }

  /**
   * The next step, if any is due: to be called again and again. Notes the erasures that it finished;
   * true where some are left.
   */
  async step(context: Context): Promise<boolean> {
    const open = await context.state
      .selectFrom("erasure")
      .select("id")
      .where("finished_at", "is", null)
      .where("erased_at", "is not", null)
      .execute();
    if (open.length === 0) return false;
    await this.#begin(context);
    await removeReplaced(context.facts);
    const oldest = await oldestRemains(context.facts);
    const { numUpdatedRows } = await context.state
      .updateTable("erasure")
      .set({ finished_at: new Date(context.clock.now()) })
      .where("finished_at", "is", null)
      .where("erased_at", "is not", null)
      // Files that were written later never held it.
      .$if(oldest !== null, (update) => update.where("facts_time", "<", oldest ?? 0))
      .executeTakeFirstOrThrow();
    return open.length > Number(numUpdatedRows);
  }

  async #begin({ facts }: Context): Promise<void> {
    const since = performance.now() - this.#begunAt;
    const tables = await tablesWithDeleted(facts);
    if (tables.length === 0) this.#took ??= since;
    if (tables.length === 0 || since < Math.max(this.#apart, REST * (this.#took ?? 0))) return;
    this.#begunAt = performance.now();
    this.#took = null;
    for (const table of tables) await dropDeleted(facts, table);
  }
}
