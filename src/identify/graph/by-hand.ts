/** What people decide about who is who: joined, parted, taken back. Facts are never rewritten. */
import type { Clock } from "../../core/clock.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { AliasRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import {
  mergeById,
  neighboursOf,
  pairOf,
  profilesOf,
  removeWord,
  storeJudgements,
  storeWord,
  withdrawJudgement,
  withdrawnJudgement,
  withdrawParted,
  type Pair,
  type Said,
  type Withdrawn,
} from "./judgement-queries.ts";
import { handlesOf } from "./lookup-queries.ts";
import { recomputeComponents } from "./undo.ts";

/** Who decides and why; when, the clock says. */
export type Decider = { readonly reason: string; readonly by: string };

type Options = { readonly clock: Clock };

/** What came of a decision. */
export type Decided = {
  /** What moved, for the facts. */
  readonly aliases: AliasRow[];
  /** The handles that it was about. */
  readonly about: readonly HandleId[];
  /** The numbers of the judgements that it made, and the judgements that it withdrew. */
  readonly made: readonly number[];
  readonly withdrawn: readonly Withdrawn[];
};

/**
 * Makes two profiles one, whatever was decided against it before.
 * @throws Problem `conflict` where they cannot be one: together they would be too large.
 */
export async function joinByHand(
  tx: StateTransaction,
  profiles: readonly [ProfileId, ProfileId],
  decider: Decider,
  options: Options,
): Promise<Decided> {
  return join(tx, pairOf(asId<HandleId>(profiles[0]), asId<HandleId>(profiles[1])), decider, options);
}

async function join(tx: StateTransaction, pair: Pair, decider: Decider, options: Options): Promise<Decided> {
  const said = saidNow(decider, options);
  const profiles = [...new Set((await profilesOf(tx, pair)).values())];
  const all = [...(await handlesOf(tx, profiles)).values()].flat().map(({ id }) => id);
  const withdrawn = await withdrawParted(tx, all, said);
  const made = await storeJudgements(tx, "joined", [pair], said);
  await storeWord(tx, pair, said);
  const aliases = await recomputeComponents(tx, pair, options);
  if (!(await areTogether(tx, pair))) {
    throw new Problem("conflict", because("identity.too_large"), {});
  }
  return { aliases, about: pair, made, withdrawn };
}

/** Says that two handles are never one customer: what joined them counts no more, now or later. */
export async function partByHand(
  tx: StateTransaction,
  [left, right]: readonly [HandleId, HandleId],
  decider: Decider,
  options: Options,
): Promise<Decided> {
  return part(tx, [pairOf(left, right)], decider, options);
}

/**
 * Gives a handle a profile of its own: it is never one customer with those that it hangs on.
 * @throws Problem `conflict` where it stands alone already.
 */
export async function splitOff(
  tx: StateTransaction,
  handle: HandleId,
  decider: Decider,
  options: Options,
): Promise<Decided> {
  const pairs = (await neighboursOf(tx, handle)).map((other) => pairOf(handle, other));
  if (pairs.length === 0) throw new Problem("conflict", because("identity.stands_alone"), {});
  return part(tx, pairs, decider, options);
}

/**
 * Undoes a merge: both profiles stand for themselves again, each with what was its own.
 * @throws Problem `conflict` where it was undone already, `not_found` where there never was one.
 */
export async function undoMerge(
  tx: StateTransaction,
  mergeId: number,
  decider: Decider,
  options: Options,
): Promise<Decided> {
  const merge = await mergeById(tx, mergeId);
  if (!merge) throw new Problem("not_found", because("identity.no_merge"), {});
  return part(tx, [pairOf(merge.survivor, merge.merged)], decider, options);
}

/**
 * Takes a decision back: who is who follows from all other evidence again.
 * @throws Problem `not_found` where there is none of this number that still holds.
 */
export async function withdraw(
  tx: StateTransaction,
  judgementId: number,
  decider: Decider,
  options: Options,
): Promise<Decided> {
  const judged = await withdrawJudgement(tx, judgementId, saidNow(decider, options));
  if (!judged) throw new Problem("not_found", because("identity.no_judgement"), {});
  const pair = pairOf(judged.a, judged.b);
  if (judged.kind === "joined") await removeWord(tx, pair);
  const aliases = await recomputeComponents(tx, pair, options);
  return { aliases, about: pair, made: [], withdrawn: [judged] };
}

/**
 * Decides again what was withdrawn, wherever its two handles are by now: that is how a withdrawal is
 * taken back.
 * @throws Problem `not_found` where there is no such decision, or it holds; `conflict` as the decision itself
 */
export async function decideAgain(
  tx: StateTransaction,
  judgementId: number,
  decider: Decider,
  options: Options,
): Promise<Decided> {
  const judged = await withdrawnJudgement(tx, judgementId);
  if (!judged) throw new Problem("not_found", because("identity.no_judgement"), {});
  const pair = pairOf(judged.a, judged.b);
  return judged.kind === "joined" ? join(tx, pair, decider, options) : part(tx, [pair], decider, options);
}

async function part(
  tx: StateTransaction,
  pairs: readonly Pair[],
  decider: Decider,
  options: Options,
): Promise<Decided> {
  const made = await storeJudgements(tx, "parted", pairs, saidNow(decider, options));
  const about = [...new Set(pairs.flat())];
  return { aliases: await recomputeComponents(tx, about, options), about, made, withdrawn: [] };
}

async function areTogether(tx: StateTransaction, pair: Pair): Promise<boolean> {
  return new Set((await profilesOf(tx, pair)).values()).size === 1;
}

function saidNow({ reason, by }: Decider, { clock }: Options): Said {
  return { reason, by, at: new Date(clock.now()) };
}
