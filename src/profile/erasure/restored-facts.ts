import type { Context } from "../../core/context.ts";
import { handlesInFacts } from "./facts-queries.ts";
import "./tables.ts";

/** Erasures that are looked at in one go. */
const BLOCK = 1_000;

/**
 * Opens the erasures anew whose handles the facts hold: facts that were restored from a backup bring
 * back what was erased since. No handle is ever given out twice, so whatever stands under an erased
 * one is the person's. How many there are; `finishErasures` carries them out.
 */
export async function reopenRestored({ state, facts, log }: Context): Promise<number> {
  let reopened = 0;
  for (let after = 0; ;) {
    const block = await state
      .selectFrom("erasure")
      .select(["id", "handle_ids"])
      .where("id", ">", after)
      .where("erased_at", "is not", null)
      .orderBy("id")
      .limit(BLOCK)
      .execute();
    const present = await handlesInFacts(
      facts,
      block.flatMap((erasure) => erasure.handle_ids),
    );
    const ids = block
      .filter(({ handle_ids }) => handle_ids.some((id) => present.has(id)))
      .map(({ id }) => id);
    if (ids.length > 0) {
      await state
        .updateTable("erasure")
        .set({ erased_at: null, facts_time: null, finished_at: null })
        .where("id", "in", ids)
        .execute();
    }
    reopened += ids.length;
    after = block.at(-1)?.id ?? 0;
    if (block.length < BLOCK) break;
  }
  if (reopened > 0)
    log.warn({ erasures: reopened }, "the facts hold customers who were erased: they are erased again");
  return reopened;
}
