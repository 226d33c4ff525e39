import type { Clock } from "../../core/clock.ts";
import type { State } from "../../core/state.ts";
import type { Rules } from "./rules.ts";
import { readyRules } from "./rules-store.ts";

/** Who asks hundreds of times a second learns of a change after this long. */
const FRESH_MS = 1000;

const knownOf = new WeakMap<State, { readonly rules: Promise<Rules>; readonly readAt: number }>();

/** The rules that held a second ago at most, for questions in milliseconds; what decides who is who reads them itself. */
export function rememberedRules({ state, clock }: { state: State; clock: Clock }): Promise<Rules> {
  const now = clock.now();
  const known = knownOf.get(state);
  if (known && now >= known.readAt && now - known.readAt < FRESH_MS) return known.rules;
  const rules = readyRules(state);
  knownOf.set(state, { rules, readAt: now });
  rules.catch(() => knownOf.delete(state));
  return rules;
}

/** Forgets what is known, after a change in this process. */
export function forgetRules(state: State): void {
  knownOf.delete(state);
}
