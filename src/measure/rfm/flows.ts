import type { Context } from "../../core/context.ts";
import { VALUE_TIERS, type ValueTier } from "../../core/figures-port.ts";
import { readBasis, showBasis } from "../basis/index.ts";
import { cellOfSquare } from "./classes-queries.ts";
import type { Flows, FlowsQuestion } from "./contract.ts";
import { earlierThan } from "./earlier.ts";
import { classMoves, type Moves } from "./queries.ts";
import { restatedSince, sumOf } from "./rfm.ts";
import { basisThen, scaleAt, showTiers } from "./scale.ts";
import { thresholdsNow } from "./thresholds.ts";

/** Who moved from which cell and tier to which since an earlier instant. */
export async function flows(context: Context, question: FlowsQuestion): Promise<Flows> {
  const basis = await readBasis(context, question);
  const before = earlierThan(basis, question.back);
  const thresholds = (await thresholdsNow(context))?.thresholds ?? null;
  const scale = {
    now: await scaleAt(context, basis, thresholds),
    before: await scaleAt(context, basisThen(basis, before), thresholds),
  };
  const [moves, restated] = await Promise.all([
    classMoves(context.facts, basis, before, scale),
    restatedSince(context, basis, before),
  ]);
  const moved = (wanted: (by: number) => boolean) => sumOf(moves.filter((move) => wanted(tierSteps(move))));
  return {
    basis: showBasis(basis),
    definition: "rfm_flows",
    back: question.back,
    before: new Date(before).toISOString(),
    cells: thresholds ? together(moves, ({ square }) => cellOfSquare(square)) : [],
    tiers: together(moves, ({ tier }) => tier),
    tierFrom: { before: showTiers(scale.before.tiers), now: showTiers(scale.now.tiers) },
    movedDown: moved((by) => by < 0),
    movedUp: moved((by) => by > 0),
    restated,
  };
}

/** By how many tiers customers rose; below 0 they fell. */
function tierSteps({ from, to }: Moves): number {
  return from === null ? 0 : rank(to.tier) - rank(from.tier);
}

function rank(tier: ValueTier): number {
  return -VALUE_TIERS.indexOf(tier);
}

/** Moves by what their ends are called. */
function together<Name extends string>(
  moves: readonly Moves[],
  name: (end: Moves["to"]) => Name,
): { from: Name | null; to: Name; customers: number }[] {
  const found = new Map<string, { from: Name | null; to: Name; customers: number }>();
  for (const { from, to, customers } of moves) {
    const ends = { from: from && name(from), to: name(to) };
    const key = JSON.stringify(ends);
    found.set(key, { ...ends, customers: (found.get(key)?.customers ?? 0) + customers });
  }
  return [...found.values()];
}
