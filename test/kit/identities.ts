/** Random events of few identifiers, for properties of who is who. */
import fc from "fast-check";
import type { TrackedEvent } from "../../src/core/event.ts";
import type { State } from "../../src/core/state.ts";

const pick = (prefix: string, count: number) =>
  fc.option(
    fc.integer({ min: 1, max: count }).map((nth) => `${prefix}${nth}`),
    { nil: null, freq: 2 },
  );

/** Events of few identifiers, so that they meet; no user ids, so that no limit is involved. */
export const plainEvent = fc
  .record({ anonymousId: pick("a", 12), email: pick("e", 12), card: pick("c", 12), device: pick("d", 12) })
  .filter((given) => Object.values(given).some((value) => value !== null))
  .map(({ anonymousId, email, card, device }): Partial<TrackedEvent> => ({
    anonymousId,
    traits: { ...(email && { email: `${email}@example.com` }) },
    context: {
      ...(card && { externalIds: [{ id: card, type: "card", collection: "users", encoding: "none" }] }),
      ...(device && { device: { id: device } }),
    },
  }));

/** The same with user ids, claims and aliases. */
export const anyEvent = fc
  .tuple(plainEvent, pick("u", 5), fc.constantFrom<"trusted" | "claimed">("trusted", "claimed"), fc.boolean())
  .map(([plain, userId, trust, alias]): Partial<TrackedEvent> =>
    alias && userId
      ? { ...plain, kind: "alias", userId, trust, previousId: "u1" }
      : { ...plain, userId, trust },
  );

/** The profiles of a state as sorted lists of identifiers, without the numbers given. */
export async function partitionOf(state: State): Promise<string[]> {
  const handles = await state.selectFrom("handle").select(["profile_id", "type", "value"]).execute();
  const groups = Map.groupBy(handles, ({ profile_id }) => profile_id);
  return [...groups.values()]
    .map((group) =>
      group
        .map(({ type, value }) => `${type}:${value}`)
        .toSorted()
        .join(" "),
    )
    .toSorted();
}
