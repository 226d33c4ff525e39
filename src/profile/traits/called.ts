import { showProfileId, type ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { handlesOf, type Handle } from "../../identify/graph/index.ts";
import { namesOf } from "./names-queries.ts";

/** A customer with what they are called and reached by. */
export type Called = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
};

/** Customers with what they are called; who was joined or erased since is left out. */
export async function calledOf(state: State, ids: readonly ProfileId[]): Promise<Called[]> {
  const [handles, names] = await Promise.all([handlesOf(state, ids), namesOf(state, ids)]);
  return ids.flatMap((id) => {
    const own = handles.get(id) ?? [];
    if (own.length === 0) return [];
    const [email, phone] = [firstOf(own, "email"), firstOf(own, "phone")];
    return { id: showProfileId(id), name: names.get(id) ?? null, email, phone };
  });
}

/** The value of a type that trusted sources told of first, else the first of all. */
function firstOf(handles: readonly Handle[], type: string): string | null {
  const own = handles.filter((handle) => handle.type === type);
  return (own.find(({ trust }) => trust === "trusted") ?? own[0])?.value ?? null;
}
