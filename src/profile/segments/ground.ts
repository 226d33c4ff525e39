/** What rules mean beside themselves: when that changes, everybody is held against them anew. */
import { sql } from "kysely";
import type { World } from "./world.ts";
import { readMeaning, writeMeaning } from "./ground-store.ts";
import { markStale } from "./kept-store.ts";
import { readKept, type KeptRule } from "./kept.ts";
import { beginPass } from "./segment-store.ts";
import { meaningNow } from "./surroundings.ts";

/**
 * A rule that hangs on all customers together is worked out for all at most so often. What figures rest
 * on is remembered for as long.
 */
const REST = 60_000;

/** Begins the passes that are due: the meaning of rules changed, or all customers together did. */
export async function renewPasses(context: World): Promise<void> {
  const { state } = context;
  const { rules } = await readKept(context);
  if (rules.length === 0) return;
  const all = rules.map(({ id }) => id);
  const [before, now] = [await readMeaning(state), await meaningNow(context)];
  if (before !== now) {
    await state.transaction().execute(async (tx) => {
      await writeMeaning(tx, now);
      if (before === "") return;
      await beginPass(tx, sql`archived_at IS NULL`);
      // Once more when nobody remembers what was.
      await markStale(tx, all);
    });
  }
  const due = rules.filter((rule) => isDue(rule, context.clock.now())).map(({ id }) => id);
  if (due.length > 0) await beginPass(state, sql`id = ANY(${due}::integer[])`);
}

function isDue({ segment }: KeptRule, now: number): boolean {
  if (segment.passAfter !== null || !segment.passStale) return false;
  return segment.passBegan === null || now - segment.passBegan.getTime() >= REST;
}
