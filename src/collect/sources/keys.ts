import type { Context } from "../../core/context.ts";
import { keysOf } from "./key-cache.ts";
import { sourceByKey } from "./queries.ts";
import type { Source } from "./source.ts";

/** What a key can look like; anything else is not worth a look-up, nor a place in memory. */
const KEY = /^[\x21-\x7e]{1,100}$/;

/**
 * The source that may send with this key: null where the key is unknown, out of its grace period,
 * or belongs to a source that takes no requests. A disabled source is given with its `disabledAt`.
 */
export async function findSourceByKey(context: Context, key: string): Promise<Source | null> {
  if (!KEY.test(key)) return null;
  const now = context.clock.now();
  const read = async () => ({ source: await sourceByKey(context.state, key) });
  const { source } = await keysOf(context.state).get(key, now, read);
  return source && maySend(source, key, now) ? source : null;
}

function maySend(source: Source, key: string, now: number): boolean {
  if (source.kind === "import" || source.kind === "connector") return false;
  return source.writeKey === key || (source.oldKeyUntil !== null && source.oldKeyUntil > now);
}
