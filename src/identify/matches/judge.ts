import type { Clock } from "../../core/clock.ts";
import type { StateTransaction } from "../../core/state.ts";
import { joinByHand, partByHand, type Decided, type Decider } from "../graph/index.ts";
import { noteAnswer, type HeldPair } from "./pairs-store.ts";
import { areApart } from "./queue-queries.ts";

type Options = { readonly clock: Clock };

/** Whether a pair is of two customers still, whom nobody parted. */
export async function isOpen(tx: StateTransaction, { profileA, profileB }: HeldPair): Promise<boolean> {
  return profileA !== profileB && !(await areApart(tx, profileA, profileB));
}

/** Makes the two customers of a pair one, and notes it as the answer. */
export async function joinPair(
  tx: StateTransaction,
  { id, profileA, profileB }: HeldPair,
  state: "yes" | "joined",
  decider: Decider,
  options: Options,
): Promise<Decided> {
  const decided = await joinByHand(tx, [profileA, profileB], decider, options);
  await note(tx, id, state, decider, options, decided);
  return decided;
}

/** Says that the two sides of a pair are never one customer, and notes it as the answer. */
export async function partPair(
  tx: StateTransaction,
  { id, a, b }: HeldPair,
  decider: Decider,
  options: Options,
): Promise<Decided> {
  const decided = await partByHand(tx, [a, b], decider, options);
  await note(tx, id, "no", decider, options, decided);
  return decided;
}

async function note(
  tx: StateTransaction,
  id: number,
  state: "yes" | "no" | "joined",
  { by }: Decider,
  { clock }: Options,
  { made }: Decided,
): Promise<void> {
  await noteAnswer(tx, id, { state, by, at: new Date(clock.now()), judgementId: made[0] ?? null });
}
