import type { PersonalData } from "../../core/capability.ts";
import { blocksOf, eraseBlocked } from "./personal-data-queries.ts";

/** The rules name somebody only where a value of theirs is blocked. */
export const personalData: PersonalData = {
  holds: "Identifiers that a person blocked by their value.",
  tables: ["identity_rules"],
  async export({ state }, { identifiers }) {
    return { blocked: await blocksOf(state, identifiers ?? []) };
  },
  async erase({ state }, { identifiers }) {
    await eraseBlocked(state, identifiers ?? []);
  },
};
