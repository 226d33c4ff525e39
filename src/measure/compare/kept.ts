import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../../core/context.ts";
import type { Facts } from "../../core/facts.ts";
import { compare, type Compared } from "./compare.ts";
import type { CompareAnswer, CompareQuestion } from "./contract.ts";
import { readSides, sidesKey } from "./sides.ts";

/** Comparisons are kept for so long, and so many of them. */
const KEPT_FOR = 600_000;
const MOST = 4;
/** Whoever asks waits so long for an answer before being told how far it is, in milliseconds. */
const PATIENCE = 700;

type Kept = { readonly answer: Promise<Compared>; readonly at: number; share: number };

const kept = new WeakMap<Facts, Map<string, Kept>>();
const lasts = new WeakMap<Facts, Promise<unknown>>();

/** The comparison, or how far it is. */
export async function answerOrShare(context: Context, question: CompareQuestion): Promise<CompareAnswer> {
  const found = await keptComparison(context, question);
  const compared = await Promise.race([found.answer, sleep(PATIENCE, null, { ref: false })]);
  return compared ? { share: 1, comparison: compared.comparison } : { share: found.share, comparison: null };
}

/** The comparison with its customers, however long it takes. */
export async function compared(context: Context, question: CompareQuestion): Promise<Compared> {
  return (await keptComparison(context, question)).answer;
}

/** One that is being worked out or was lately, else a new one: one after the other, since each takes the engine. */
async function keptComparison(context: Context, question: CompareQuestion): Promise<Kept> {
  const { facts, clock } = context;
  const sides = await readSides(context, question);
  const all = kept.get(facts) ?? new Map<string, Kept>();
  kept.set(facts, all);
  const key = sidesKey(sides);
  const found = all.get(key);
  if (found && clock.now() - found.at < KEPT_FOR) return found;
  const before = lasts.get(facts) ?? Promise.resolve();
  const answer = before.then(() => compare(context, sides, (share) => (made.share = share)));
  const made: Kept = { answer, at: clock.now(), share: 0 };
  lasts.set(
    facts,
    answer.catch(() => all.delete(key)),
  );
  all.delete(key);
  all.set(key, made);
  for (const oldest of all.keys()) {
    if (all.size <= MOST) break;
    all.delete(oldest);
  }
  return made;
}
