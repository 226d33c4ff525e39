import type { Context } from "../../core/context.ts";
import { bringMembers } from "./bring-members.ts";
import { lastRun, noteBrought } from "./brought-store.ts";
import type { PersonaDetails } from "./details-contract.ts";
import { forgetRunsBefore } from "./member-queries.ts";
import type { Model } from "./model.ts";
import { movedBetween, type DoneRun, type NoteMoved } from "./moved-store.ts";
import { finishRun, lastResult } from "./runs-store.ts";

/** Ends a run with what it found: its members to the facts, then its result, and whoever moved is noted. */
export async function endWith(
  context: Context,
  after: DoneRun & { readonly details: Readonly<Record<string, PersonaDetails>>; readonly model: Model },
  noteMoved: NoteMoved,
): Promise<void> {
  const { state, facts, clock } = context;
  const before = await lastResult(state);
  await bringMembers(context, after);
  await state.transaction().execute(async (tx) => {
    await noteMoved(tx, (personas) => movedBetween(tx, { before, after }, personas));
    await finishRun(tx, after.id, after, clock.now());
    await noteBrought(tx, after.id);
  });
  // Who began to ask by the run before this one goes on with it.
  await forgetRunsBefore(facts, before?.id ?? after.id);
}

/** Brings the members of the last run where the facts do not have all of them, as after an update. */
export async function bringLastRun(context: Context, noteMoved: NoteMoved): Promise<void> {
  const { state } = context;
  const last = await lastRun(state);
  if (!last || last.inFacts) return;
  const after = await lastResult(state);
  if (!after) return;
  await bringMembers(context, after);
  await state.transaction().execute(async (tx) => {
    await noteMoved(tx, (personas) => movedBetween(tx, { before: null, after }, personas));
    await noteBrought(tx, after.id);
  });
}
