import type { Capability } from "../../core/capability.ts";
import { personalData } from "./personal-data-queries.ts";

export { calledOf } from "./called.ts";
export { comparedHandles } from "./comparable.ts";
export { namesOf } from "./names-queries.ts";
export { type Trait, traitsIn, traitsOf, traitsQuestion } from "./queries.ts";
export { recordTraits } from "./record.ts";
export { profileRecords } from "./records-queries.ts";
export { fold } from "./fold.ts";
export { searchProfiles } from "./search-queries.ts";
export { traitWords } from "./words-queries.ts";
export { removeTraitsOf } from "./names-queries.ts";

/** What this capability holds of people. */
export const capability: Capability = { name: "profile/traits", personalData };
