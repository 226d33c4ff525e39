import { changeWithFacts } from "../../collect/inbox/index.ts";
import type { Context } from "../../core/context.ts";
import { showProfileId, type ProfileId } from "../../core/ids.ts";
import type { StateTransaction } from "../../core/state.ts";
import type { Decided } from "./by-hand.ts";
import type { DecidedAnswer } from "./contract.ts";
import { profilesOf } from "./judgement-queries.ts";
import { handlesOf } from "./lookup-queries.ts";
import { lockGraphForChange } from "./queries.ts";

/** Does what a person decided, here and in the facts. Answers with what came of it. */
export function decide(
  context: Context,
  work: (tx: StateTransaction) => Promise<Decided>,
): Promise<DecidedAnswer> {
  return changeWithFacts(context, async (tx) => {
    await lockGraphForChange(tx);
    const decided = await work(tx);
    const { aliases, made, withdrawn } = decided;
    const profiles = await touched(tx, decided);
    return { rows: { alias: aliases }, answer: { profiles, made: [...made], withdrawn: [...withdrawn] } };
  });
}

/** The profiles that {@link decide} would answer with; nothing is changed. */
export async function foresee(
  context: Context,
  work: (tx: StateTransaction) => Promise<Decided>,
): Promise<DecidedAnswer> {
  const tx = await context.state.startTransaction().execute();
  try {
    await lockGraphForChange(tx);
    return { profiles: await touched(tx, await work(tx)), made: [], withdrawn: [] };
  } finally {
    await tx.rollback().execute();
  }
}

async function touched(
  tx: StateTransaction,
  { about, aliases }: Decided,
): Promise<DecidedAnswer["profiles"]> {
  const handles = [...about, ...aliases.map(({ handle_id: id }) => id)];
  const profiles = [...new Set((await profilesOf(tx, handles)).values())].toSorted((a, b) => a - b);
  const members = await handlesOf(tx, profiles);
  return profiles.map((id) => shown(id, members.get(id) ?? []));
}

function shown(id: ProfileId, handles: readonly { type: string; value: string }[]) {
  return { id: showProfileId(id), identifiers: handles.map(({ type, value }) => ({ type, value })) };
}
