import type { Clock } from "../../core/clock.ts";
import { Remembered, oneEach } from "../../core/remembered.ts";
import type { State } from "../../core/state.ts";
import type { Rules } from "./rules.ts";
import { readyRules } from "./rules-store.ts";

/** Who asks hundreds of times a second learns of a change after this long. */
const FRESH_MS = 1000;

const rulesOf = oneEach<State, Remembered<Rules>>(() => new Remembered({ freshMs: FRESH_MS, most: 1 }));

/** The rules that held a second ago at most, for questions in milliseconds; what decides who is who reads them itself. */
export function rememberedRules({ state, clock }: { state: State; clock: Clock }): Promise<Rules> {
  return rulesOf(state).get("all", clock.now(), () => readyRules(state));
}

/** Forgets what is known, after a change in this process. */
export function forgetRules(state: State): void {
  rulesOf(state).forget();
}
