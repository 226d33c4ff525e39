import type { Context } from "../../core/context.ts";
import type { CountedRows } from "../../core/counted-rows-port.ts";
import type { PersonaRun } from "./contract.ts";
import type { Vocabulary } from "./moments-queries.ts";
import { noteProgress } from "./runs-store.ts";

/** How often progress is noted, and looked whether the run was cancelled. */
const NOTE_EVERY = 500;

/** What a run works with. */
export type Work = {
  readonly context: Context;
  readonly id: number;
  readonly rows: CountedRows;
  readonly now: number;
  readonly vocabulary: Vocabulary;
  readonly signal: AbortSignal;
  /** Notes how far the stage is; throws where the run was cancelled. */
  readonly note: (stage: PersonaRun["stage"], share: number) => Promise<void>;
};

/** Notes how far a run is, now and then. */
export function notesOf(
  { state, clock }: Context,
  id: number,
  signal: AbortSignal,
  cancelled: AbortController,
): Work["note"] {
  let last: { at: number; stage: PersonaRun["stage"] } = { at: Number.NEGATIVE_INFINITY, stage: null };
  return async (stage, share) => {
    signal.throwIfAborted();
    if (stage === last.stage && clock.now() - last.at < NOTE_EVERY) return;
    last = { at: clock.now(), stage };
    if (await noteProgress(state, id, stage, share)) return;
    cancelled.abort();
    signal.throwIfAborted();
  };
}
