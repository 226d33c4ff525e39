import type { Context } from "../../core/context.ts";
import { showProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { StateTransaction } from "../../core/state.ts";
import { decide, withdraw, type Decider } from "../graph/index.ts";
import type { AnsweredAnswer } from "./contract.ts";
import { isOpen, joinPair, partPair } from "./judge.ts";
import {
  holdLastAnswer,
  holdPair,
  noteAnswer,
  reopenPair,
  reopenWithdrawn,
  type HeldPair,
} from "./pairs-store.ts";

/**
 * What somebody says of a pair: yes joins the two, no parts them for good, unsure puts them aside.
 * @throws Problem `not_found`; `conflict` where it was answered, or settled by other ways, meanwhile
 */
export async function answerPair(
  context: Context,
  id: number,
  answer: "yes" | "no" | "unsure",
  decider: Decider,
): Promise<AnsweredAnswer> {
  const { state, clock } = context;
  if (answer === "unsure") {
    await state.transaction().execute(async (tx) => {
      await openPair(tx, id);
      const at = new Date(clock.now());
      await noteAnswer(tx, id, { state: "unsure", by: decider.by, at, judgementId: null });
    });
  } else {
    await decide(context, async (tx) => {
      const pair = await openPair(tx, id);
      return answer === "yes"
        ? joinPair(tx, pair, "yes", decider, context)
        : partPair(tx, pair, decider, context);
    });
  }
  return answered(context, id);
}

/**
 * Takes back what this person answered last: the pair waits again, the decision no longer holds.
 * @throws Problem `conflict` where there is nothing to take back
 */
export async function undoLastAnswer(context: Context, decider: Decider): Promise<AnsweredAnswer> {
  let id = 0;
  await decide(context, async (tx) => {
    // What was taken back elsewhere is no answer any more.
    await reopenWithdrawn(tx);
    const pair = await holdLastAnswer(tx, decider.by);
    if (!pair) throw new Problem("conflict", because("matches.nothing_to_undo"), {});
    id = pair.id;
    return takeBack(tx, pair, decider, context);
  });
  return answered(context, id);
}

async function takeBack(
  tx: StateTransaction,
  { id, judgementId, state }: HeldPair,
  decider: Decider,
  context: Context,
) {
  await reopenPair(tx, id, state === "joined");
  if (judgementId === null) return { aliases: [], about: [], made: [], withdrawn: [] };
  return withdraw(tx, judgementId, decider, context);
}

async function openPair(tx: StateTransaction, id: number): Promise<HeldPair> {
  const pair = await holdPair(tx, id);
  if (!pair) throw new Problem("not_found", because("matches.no_pair"), {});
  if (pair.state !== "waiting" && pair.state !== "unsure") {
    throw new Problem("conflict", because("matches.answered"), {});
  }
  if (!(await isOpen(tx, pair))) throw new Problem("conflict", because("matches.settled"), {});
  return pair;
}

async function answered({ state }: Context, id: number): Promise<AnsweredAnswer> {
  const pair = await state.transaction().execute((tx) => holdPair(tx, id));
  if (!pair) throw new Problem("not_found", because("matches.no_pair"), {});
  const { profileA, profileB, state: now } = pair;
  return {
    id,
    state: now === "yes" || now === "no" || now === "unsure" ? now : "waiting",
    profiles: [...new Set([profileA, profileB])].map(showProfileId),
  };
}
