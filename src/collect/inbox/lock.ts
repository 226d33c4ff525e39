import { asOnlyOne } from "../../core/only-one-queries.ts";
import type { State } from "../../core/state.ts";

/** The number only has to be ours alone; "tenure inbox". */
const LOCK = 7_283_640_019;

/**
 * Runs the work on a connection that holds the worker's lock, so that there is one worker however
 * many processes run; null where another has it.
 */
export async function asOnlyWorker<Value>(
  state: State,
  work: (locked: State) => Promise<Value>,
): Promise<Value | null> {
  return asOnlyOne(state, LOCK, work);
}
