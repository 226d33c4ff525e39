import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { decide, withdraw, type Decided } from "../graph/index.ts";
import { isOpen, joinPair } from "./judge.ts";
import {
  holdPair,
  joinablePairs,
  joinedPairs,
  reopenPair,
  reopenWithdrawn,
  settleOtherwise,
} from "./pairs-store.ts";
import { endUndo, undoOf } from "./runs-store.ts";
import { readMatchSettings } from "./settings-store.ts";

/** Pairs joined, or parted again, in one transaction. */
const BATCH = 25;

/**
 * Where the settings say so, joins the customers of the pairs above the upper threshold on which
 * all that was compared around them agrees. Each is a decision with its reason, that can be undone;
 * what a person took back once is never joined again.
 */
export async function joinWhatIsSure(context: Context, signal: AbortSignal): Promise<void> {
  const { above, upper } = await readMatchSettings(context.state);
  if (above !== "merge") return;
  while (!signal.aborted) {
    const ids = await joinablePairs(context.state, upper, BATCH);
    if (ids.length === 0) return;
    await joinOrSettle(context, ids);
  }
}

async function joinOrSettle(context: Context, ids: readonly number[]): Promise<void> {
  try {
    await joinAll(context, ids);
  } catch (failure) {
    // Together some would be too large for one customer.
    if (!(failure instanceof Problem) || failure.code !== "conflict") throw failure;
    if (ids.length === 1) await settleOtherwise(context.state, ids);
    else for (const id of ids) await joinOrSettle(context, [id]);
  }
}

async function joinAll(context: Context, ids: readonly number[]): Promise<void> {
  await decide(context, async (tx) => {
    const decided: Decided[] = [];
    for (const id of ids) {
      const pair = await holdPair(tx, id);
      if (pair?.state !== "waiting") continue;
      if (await isOpen(tx, pair)) {
        const decider = { reason: reasonOf(pair.chance), by: `matching ${pair.runId}` };
        decided.push(await joinPair(tx, pair, "joined", decider, context));
      } else await settleOtherwise(tx, [id]);
    }
    return together(decided);
  });
}

/** Undoes all joins of a run; its pairs wait for people. */
export async function undoRun(context: Context, runId: number, signal: AbortSignal): Promise<void> {
  const { state, clock } = context;
  const decider = await undoOf(state, runId);
  while (decider && !signal.aborted) {
    const ids = await joinedPairs(state, runId, BATCH);
    if (ids.length === 0) return endUndo(state, runId, clock.now());
    await decide(context, async (tx) => {
      await reopenWithdrawn(tx);
      const decided: Decided[] = [];
      for (const id of ids) {
        const pair = await holdPair(tx, id);
        if (pair?.state !== "joined" || pair.judgementId === null) continue;
        await reopenPair(tx, id, true);
        decided.push(await withdraw(tx, pair.judgementId, decider, context));
      }
      return together(decided);
    });
  }
}

/** Kept in English, as every reason that is kept; rounded down, so that no chance reads as certainty. */
function reasonOf(chance: number): string {
  return `matching, chance ${(Math.floor(chance * 100) / 100).toFixed(2)}`;
}

function together(decided: readonly Decided[]): Decided {
  return {
    aliases: decided.flatMap(({ aliases }) => aliases),
    about: decided.flatMap(({ about }) => [...about]),
    made: decided.flatMap(({ made }) => [...made]),
    withdrawn: decided.flatMap(({ withdrawn }) => [...withdrawn]),
  };
}
