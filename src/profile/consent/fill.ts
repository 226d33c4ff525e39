import { changeWithFacts } from "../../collect/inbox/index.ts";
import type { Context } from "../../core/context.ts";
import { rowOf } from "./answer-row.ts";
import { answersAfter } from "./consent-store.ts";
import { lastAnswer } from "./facts-queries.ts";

/** Answers brought over in one go. */
const BLOCK = 20_000;

/**
 * Brings the answers into the facts that the state held before the facts had a table for them. To be
 * called before the worker's first batch: from then on each batch brings its own. Each block goes the
 * way of a batch, so a kill at any instant leaves out nothing, and what is there already ends it.
 */
export async function fillConsents(context: Context): Promise<void> {
  let after = await lastAnswer(context.facts);
  for (;;) {
    const last = await changeWithFacts(context, async (tx) => {
      const answers = await answersAfter(tx, after, BLOCK);
      return { rows: { consent: answers.map(rowOf) }, answer: answers.at(-1)?.id ?? null };
    });
    if (last === null) return;
    after = last;
  }
}
