import type { ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { handlesOf } from "../../identify/graph/index.ts";
import { namesOf } from "../../profile/traits/index.ts";

/** What stands in for a name, the most telling first. */
const INSTEAD = ["email", "phone", "user_id"] as const;

/** What customers are called: by name, else by e-mail, phone or user id; absent where none is known. */
export async function calledOf(state: State, ids: readonly ProfileId[]): Promise<Map<ProfileId, string>> {
  const called = new Map(await namesOf(state, ids));
  const nameless = ids.filter((id) => !called.has(id));
  if (nameless.length === 0) return called;
  for (const [id, handles] of await handlesOf(state, nameless)) {
    const found = INSTEAD.flatMap((type) => handles.filter((handle) => handle.type === type));
    const instead = found.find(({ trust }) => trust === "trusted") ?? found[0];
    if (instead) called.set(id, instead.value);
  }
  return called;
}
