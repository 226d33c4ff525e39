import { type ProfileId, showProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { consentOf } from "../../profile/consent/index.ts";
import { calledOf } from "./called.ts";

/** Who a customer is and what they agreed to, as lists of people to turn to show it. */
export type Who = {
  readonly profileId: string;
  /** Null where nothing is known but the number. */
  readonly name: string | null;
  /** Category → granted or denied; a category that is absent was never asked. */
  readonly consent: Record<string, "granted" | "denied">;
};

/** Tells of these customers who they are. */
export async function whoAre(state: State, ids: readonly ProfileId[]): Promise<(id: ProfileId) => Who> {
  const [names, consents] = await Promise.all([calledOf(state, ids), consentOf(state, ids)]);
  return (id) => ({
    profileId: showProfileId(id),
    name: names.get(id) ?? null,
    consent: Object.fromEntries(
      [...(consents.get(id) ?? [])].map(([category, { granted }]) => [
        category,
        granted ? "granted" : "denied",
      ]),
    ),
  });
}
