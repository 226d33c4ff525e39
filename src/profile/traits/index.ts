export { fold } from "./fold.ts";
export { namesOf } from "./names.ts";
export { traitsOf } from "./queries.ts";
export type { Trait } from "./queries.ts";
export { recordTraits } from "./record.ts";
export { searchProfiles } from "./search.ts";
