import type { SourceId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { State } from "../../core/state.ts";
import { forgetKeys } from "./key-cache.ts";
import { newKey } from "./queries.ts";

/** Renames, disables or enables a source; false where there is none. */
export async function changeSource(
  state: State,
  id: SourceId,
  change: { name?: string | undefined; disabled?: boolean | undefined },
  now: number,
): Promise<boolean> {
  const found = await state
    .updateTable("source")
    .set((set) => ({
      ...(change.name === undefined ? { name: set.ref("name") } : { name: change.name }),
      ...(change.disabled === undefined ? {} : { disabled_at: change.disabled ? new Date(now) : null }),
    }))
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  forgetKeys();
  return found !== undefined;
}

/** Gives a new write key; the old one works on until the instant, or stops at once with null. */
export async function rotateKey(state: State, id: SourceId, oldKeyUntil: number | null): Promise<boolean> {
  const found = await state
    .updateTable("source")
    .set((set) => ({
      old_key: oldKeyUntil === null ? null : set.ref("write_key"),
      old_key_until: oldKeyUntil === null ? null : new Date(oldKeyUntil),
      write_key: newKey(),
    }))
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  forgetKeys();
  return found !== undefined;
}

/** Gives a new secret: user ids signed under the old one are claims from the next batch on. */
export async function rotateSecret(state: State, id: SourceId): Promise<boolean> {
  const found = await state
    .updateTable("source")
    .set({ secret: newKey() })
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Removes a source that nothing came from; false where there is none.
 * @throws Problem `conflict` where events bear its number, or may.
 */
export async function deleteSource(state: State, id: SourceId): Promise<boolean> {
  const deleted = await state.transaction().execute(async (tx) => {
    const activity = await tx
      .selectFrom("source_activity")
      .select("events")
      .where("source_id", "=", id)
      .executeTakeFirst();
    if (activity && activity.events > 0) {
      throw new Problem("conflict", because("sources.has_events"));
    }
    const waiting = await tx.selectFrom("inbox").select("id").limit(1).executeTakeFirst();
    if (waiting) {
      throw new Problem("conflict", because("sources.events_wait"));
    }
    return tx.deleteFrom("source").where("id", "=", id).returning("id").executeTakeFirst();
  });
  forgetKeys();
  return deleted !== undefined;
}
