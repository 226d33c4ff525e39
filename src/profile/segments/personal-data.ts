import type { PersonalData } from "../../core/capability.ts";
import { membershipLog, forgetProfiles } from "./membership-queries.ts";
import { exportLists, forgetInState } from "./personal-data-queries.ts";
import { whileNobodyIsLookedAt } from "./lock-store.ts";

/** Which segments customers are and were in, and on which lists they stand. */
export const personalData: PersonalData = {
  holds:
    "The segments that a customer is and was in, with when and why; lists by hand; moves that webhooks are still to be told of.",
  tables: [
    ...["segment_list", "segment_touched", "segment_due", "segment_tick", "segment_outbox"],
    ...["segment_move", "membership"],
  ],
  async export({ state, facts }, { handles }) {
    return { lists: await exportLists(state, handles), moves: await membershipLog(facts, handles) };
  },
  async erase({ state, facts }, { handles }) {
    if (handles.length === 0) return;
    await whileNobodyIsLookedAt(state, async () => {
      await forgetInState(state, handles);
      await forgetProfiles(facts, handles);
    });
  },
};
