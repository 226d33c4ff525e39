/** Deleting a segment, bringing it back, and letting it go for good. */
import type { Segment } from "./contract.ts";
import { deletedBefore, forgetInRules, markDeleted, unmarkDeleted } from "./aside-store.ts";
import { KEPT_DELETED } from "./deleted-contract.ts";
import { forgetSegment } from "./membership-queries.ts";
import { segment } from "./segments.ts";
import { segmentsWake } from "./wake.ts";
import type { World } from "./world.ts";

/** Deletes a segment, to be brought back for 30 days. @throws Problem `conflict` where rules name it */
export async function remove(world: World, id: number, by: string): Promise<void> {
  const said = { by, at: new Date(world.clock.now()), why: "" };
  await world.state.transaction().execute((tx) => markDeleted(tx, id, said));
}

/** Brings a deleted segment back as it was; whom its rule holds for is worked out anew. */
export async function bringBack(world: World, id: number): Promise<Segment> {
  await world.state.transaction().execute((tx) => unmarkDeleted(tx, id));
  segmentsWake.wake();
  return segment(world, id);
}

/** Forgets the segments whose time is over, and who was ever in them; nobody may be looked at meanwhile. */
export async function forgetDeleted({ state, facts, clock }: World): Promise<void> {
  for (const id of await deletedBefore(state, new Date(clock.now() - KEPT_DELETED))) {
    // The facts first: after a crash it is found here once more.
    // oxlint-disable-next-line no-await-in-loop -- one at a time
    await forgetSegment(facts, id);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await state.transaction().execute((tx) => forgetInRules(tx, id));
  }
}
