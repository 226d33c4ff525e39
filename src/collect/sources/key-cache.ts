import type { State } from "../../core/state.ts";
import type { Source } from "./source.ts";

/** What is known of a key, and until when that may be believed. */
export type KnownKey = { readonly source: Source | null; readonly until: number };

/** A process may open several stores (tests do): what is known hangs on the store. */
const caches = new WeakMap<State, Map<string, KnownKey>>();

/** What is known of keys, those that are unknown included. */
export function keysOf(state: State): Map<string, KnownKey> {
  let cache = caches.get(state);
  if (!cache) caches.set(state, (cache = new Map()));
  return cache;
}

/** Forgets what is known, after a change to a source in this process. */
export function forgetKeys(state: State): void {
  caches.get(state)?.clear();
}
