import type { Capability } from "../../core/capability.ts";
import { personalData } from "./personal-data.ts";

export { fold } from "./fold.ts";
export { namesOf } from "./names.ts";
export { traitsOf } from "./queries.ts";
export type { Trait } from "./queries.ts";
export { recordTraits } from "./record.ts";
export { searchProfiles } from "./search-queries.ts";
export { removeTraitsOf } from "./names.ts";

/** What this capability holds of people. */
export const capability: Capability = { name: "profile/traits", personalData };
