import type { Context } from "../../core/context.ts";
import type { State } from "../../core/state.ts";
import { sourceByKey } from "./queries.ts";
import type { Source } from "./queries.ts";

/** Other processes' changes to sources take effect after this many milliseconds. */
const FRESH_FOR = 2000;
/** Guessed keys must not fill the memory. */
const MOST_KEYS = 10_000;

type Known = { source: Source | null; until: number };

/** A State lives as long as its process, and tests open many: what is known hangs on the store. */
const caches = new WeakMap<State, Map<string, Known>>();

/**
 * The source that may send with this key: null where the key is unknown, out of its grace period,
 * or belongs to a source that takes no requests. A disabled source is given with its `disabledAt`.
 */
export async function findSourceByKey(context: Context, key: string): Promise<Source | null> {
  const now = context.clock.now();
  const cache = cacheOf(context.state);
  let known = cache.get(key);
  if (!known || known.until <= now) {
    if (cache.size >= MOST_KEYS) cache.clear();
    known = { source: await sourceByKey(context.state, key), until: now + FRESH_FOR };
    cache.set(key, known);
  }
  return known.source && maySend(known.source, key, now) ? known.source : null;
}

/** Forgets what is known, after a change to a source in this process. */
export function forgetKeys(state: State): void {
  caches.delete(state);
}

function maySend(source: Source, key: string, now: number): boolean {
  if (source.kind === "import" || source.kind === "connector") return false;
  return source.writeKey === key || (source.oldKeyUntil !== null && source.oldKeyUntil > now);
}

function cacheOf(state: State): Map<string, Known> {
  let cache = caches.get(state);
  if (!cache) caches.set(state, (cache = new Map()));
  return cache;
}
