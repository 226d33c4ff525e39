import { Remembered, oneEach } from "../../core/remembered.ts";
import type { State } from "../../core/state.ts";
import { Wake } from "../../core/wake.ts";
import type { Source } from "./source.ts";

/** Other processes' changes to sources take effect after this many milliseconds. */
const FRESH_MS = 2000;
/** Guessed keys must not fill the memory. */
const MOST_KEYS = 10_000;

/** What a key is, a guessed one's being nobody's included. */
export type KnownKey = { readonly source: Source | null };

/** A change to a source counts on every thread of this process. */
const changed = new Wake("sources");

const cacheOf = oneEach<State, { keys: Remembered<KnownKey>; until: AbortSignal }>(() => ({
  keys: new Remembered({ freshMs: FRESH_MS, most: MOST_KEYS }),
  until: changed.woken(),
}));

/** What is known of keys. */
export function keysOf(state: State): Remembered<KnownKey> {
  const cache = cacheOf(state);
  if (cache.until.aborted) {
    cache.keys.forget();
    cache.until = changed.woken();
  }
  return cache.keys;
}

/** Forgets what is known, after a change to a source in this process. */
export function forgetKeys(): void {
  changed.wake();
}
